"""All records, imported so that the metadata is whole wherever it is read (migrations, exports, purges)."""

from storage.absences import Absence
from storage.alerts import Alert
from storage.announcements import Announcement, AnnouncementScreen
from storage.base import Record
from storage.case_copies import CaseCopy
from storage.case_events import CaseEvent
from storage.case_messages import CaseMessage
from storage.case_search import CaseWord
from storage.cases import Case
from storage.clock import BusinessClock, Duty
from storage.consents import Consent
from storage.curation import BaseApproval, BaseChange, BaseVersion
from storage.deeds import Deed
from storage.deliveries import Delivery
from storage.dialogues import Dialogue
from storage.drafts import EntryDraft
from storage.ended_roles import EndedRole
from storage.entry_reads import EntryReads
from storage.erasures import Erasure, ErasureSalt
from storage.kept_questions import KeptQuestion
from storage.mails import Mail
from storage.meetings import Meeting, Wish
from storage.models import Model
from storage.office import OfficeLink, OfficeSession
from storage.outbox import OutboxMessage
from storage.pauses import Pause
from storage.people import Person
from storage.rates import Rate
from storage.registrations import Profile, Registration, ReminderSent
from storage.roles import Invitation, Role
from storage.subscriptions import Subscription
from storage.updates import UpdateDone, UpdateSetAside

RECORDS: tuple[type[Record], ...] = (
    Absence,
    Alert,
    Announcement,
    AnnouncementScreen,
    BaseApproval,
    BaseChange,
    BaseVersion,
    BusinessClock,
    Case,
    CaseCopy,
    CaseEvent,
    CaseMessage,
    CaseWord,
    Consent,
    Deed,
    Delivery,
    Dialogue,
    Duty,
    EndedRole,
    EntryDraft,
    EntryReads,
    Erasure,
    ErasureSalt,
    Invitation,
    KeptQuestion,
    Mail,
    Meeting,
    Model,
    OfficeLink,
    OfficeSession,
    OutboxMessage,
    Pause,
    Person,
    Profile,
    Rate,
    Registration,
    ReminderSent,
    Role,
    Subscription,
    UpdateDone,
    UpdateSetAside,
    Wish,
)
METADATA = Record.metadata
