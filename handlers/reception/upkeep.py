"""What must be done from time to time, whoever writes: the table of the ticker's duties."""

from collections.abc import Mapping
from datetime import timedelta

from handlers.absences.absence import begin_absences, is_any_to_begin
from handlers.announcements.duties import announcement_duties
from handlers.cases.clock.by_mail import is_anybody_to_mail, mail_waiting_cases
from handlers.cases.clock.erasing import forget_old_cases
from handlers.cases.clock.timers import case_duties
from handlers.cases.core.desk import desk_at
from handlers.meetings import duties as meetings
from handlers.reception import alerts
from handlers.roles.commands import commands_duty
from handlers.talk.tick import Duty, Tick
from storage.absences import forget_absences_before
from storage.alerts import forget_alerts_before
from storage.dialogues import forget_dialogues_before
from storage.inventory import forget_people_before
from storage.kept_questions import forget_questions_before
from storage.mails import forget_mails_before
from storage.meetings import forget_meetings_before
from storage.outbox import forget_held_before, forget_sent_before
from storage.people import end_conversations_before
from storage.rates import forget_rates_before
from storage.roles import forget_invitations_before
from storage.updates import forget_set_aside_before, forget_updates_before


def duties(lifetimes: Mapping[str, timedelta], *, by_mail: bool = False) -> tuple[Duty, ...]:
    """`lifetimes`: as in storage/retention.py. `by_mail`: whether mail is set up."""

    async def end_conversations(tick: Tick) -> None:
        await end_conversations_before(tick.session, tick.now - lifetimes["conversation"])

    async def purge(tick: Tick) -> None:
        """Each step may be done again: a purge interrupted leaves nothing half-forgotten, being one transaction."""
        await forget_old_cases(desk_at(tick), tick.now - lifetimes["cases"], tick.now - lifetimes["person"])
        await forget_people_before(tick.session, tick.now - lifetimes["person"])
        await forget_absences_before(tick.session, tick.now - lifetimes["person"])
        await forget_invitations_before(tick.session, tick.now - lifetimes["invitations"])
        await forget_updates_before(tick.session, tick.machine_now - lifetimes["updates"])
        await forget_set_aside_before(tick.session, tick.machine_now - lifetimes["set_aside"])
        await forget_sent_before(tick.session, tick.machine_now - lifetimes["messages"])
        await forget_held_before(tick.session, tick.machine_now - lifetimes["messages"])
        await forget_rates_before(tick.session, tick.machine_now - lifetimes["rates"])
        await forget_dialogues_before(tick.session, tick.now - lifetimes["dialogues"])
        await forget_mails_before(tick.session, tick.machine_now - lifetimes["messages"])
        await forget_meetings_before(tick.session, tick.now - lifetimes["meetings"])
        await forget_questions_before(tick.session, tick.now - lifetimes["questions"])
        await forget_alerts_before(tick.session, tick.machine_now - lifetimes["alerts"])

    return (
        Duty("end conversations", timedelta(minutes=1), end_conversations),
        Duty("purge", timedelta(hours=1), purge),
        Duty("meeting reminders", meetings.EVERY, meetings.send_reminders, meetings.reminders_worth),
        Duty("meeting places", meetings.EVERY, meetings.offer_places, meetings.places_worth),
        Duty("meetings ended", meetings.EVERY, meetings.close_ended, meetings.ended_worth),
        Duty("meeting dates", meetings.EVERY_PROPOSAL, meetings.propose_dates),
        *announcement_duties(by_mail=by_mail),
        commands_duty(),
        Duty("alerts", alerts.EVERY, alerts.tell_what_waited, alerts.is_anybody_to_tell),
        *case_duties(),
        Duty("case absences", timedelta(0), begin_absences, is_any_to_begin),
        *((Duty("case mails", timedelta(seconds=2), mail_waiting_cases, is_anybody_to_mail),) if by_mail else ()),
    )
