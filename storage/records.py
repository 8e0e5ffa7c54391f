"""Every record, so that the metadata is whole wherever it is read (migrations, exports, purges)."""

from storage.alerts import Alert
from storage.base import Record
from storage.clock import BusinessClock, Duty
from storage.erasures import Erasure, ErasureSalt
from storage.outbox import OutboxMessage, Pause
from storage.people import Person
from storage.updates import UpdateDone, UpdateSetAside

RECORDS: tuple[type[Record], ...] = (
    Alert, BusinessClock, Duty, Erasure, ErasureSalt, OutboxMessage, Pause, Person, UpdateDone, UpdateSetAside,
)  # fmt: skip
METADATA = Record.metadata
