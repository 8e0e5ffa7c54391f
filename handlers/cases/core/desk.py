"""The desk: what every act on a case needs, whether a person, staff or the ticker acts."""

from dataclasses import dataclass

from handlers.talk.act import Act
from handlers.talk.replies import Reply, as_answer_to, as_params
from handlers.talk.tick import Tick
from handlers.talk.turn import Turn
from handlers.talk.worktime import WorkTime
from knowledge.snapshot import Knowledge
from storage.base import Json
from storage.case_copies import CaseCopy
from storage.case_events import CaseEvent
from storage.cases import Case
from storage.outbox import OutboxMessage, Priority
from storage.queueing import Queued

ROBOT, PERSON = "robot", "person"  # who acts in the history, apart from the names of staff


@dataclass(kw_only=True)
class Desk(Act):
    """What every function that changes cases is given: the transaction, the clocks, who acts, and the knowledge base.

    It also queues messages and writes the history of cases.
    """

    knowledge: Knowledge

    @property
    def work(self) -> WorkTime:
        """The working hours of the cooperative, in which delays are counted."""
        return WorkTime(self.hours)

    async def send(
        self,
        chat_id: int,
        reply: Reply,
        *,
        priority: Priority = Priority.RELAY,
        silent: bool = False,
        answers: CaseCopy | None = None,
        watched: bool = False,
        forget: bool = False,
    ) -> Queued:
        """Queue a message of words and buttons to a chat, and return its row of the outbox.

        `answers` is the earlier message of the bot in that chat to which it replies. With `watched` a duty reads later
        whether it arrived; with `forget` its content is deleted once it was sent.
        """
        return await self.call(
            chat_id,
            "send_message",
            as_params(reply),
            priority=priority,
            silent=silent,
            aims=answers,
            watched=watched,
            forget=forget,
        )

    async def call(
        self,
        chat_id: int,
        method: str,
        params: Json,
        *,
        priority: Priority = Priority.RELAY,
        silent: bool = False,
        aims: CaseCopy | None = None,
        watched: bool = False,
        forget: bool = False,
        key: str | None = None,
    ) -> Queued:
        """Queue any call of the Bot API for a chat, and return its row of the outbox.

        `aims` is the earlier message of the bot that the call answers, edits or deletes, according to `method`. With
        `watched` a duty reads later whether it arrived; with `forget` its content is deleted once it was sent. No
        second row may have the same `key`.
        """
        aims_at = None
        if aims is not None:
            aims_at = aims.outbox_id if await self.session.get(OutboxMessage, aims.outbox_id) else None
            if aims.message_id is not None:
                params = params | _target(method, aims.message_id)
        return await self.sender.send(
            chat_id,
            method,
            params,
            priority=priority,
            aims_at=aims_at,
            silent=silent,
            watched=watched,
            forget=forget,
            key=key,
        )

    async def to_staff(self, chat_id: int, reply: Reply, *, answers: CaseCopy | None = None) -> Queued:
        """Queue a message to a member of staff that they did not ask for, without sound outside working hours.

        Its content is deleted from the outbox once it was sent, since it may name a person.
        """
        return await self.send(chat_id, reply, silent=self.is_quiet, answers=answers, forget=True)

    @property
    def is_quiet(self) -> bool:
        """Whether it is now outside working hours, when staff are written to without sound."""
        return not self.work.is_open(self.now)

    def note(self, case: Case, what: str, who: str, detail: str = "") -> None:
        """Add a line to the history of a case: what was done now, by whom, and a detail, cut to 160 characters."""
        self.session.add(CaseEvent(case_id=case.id, at=self.now, what=what, who=who, detail=detail[:160]))


def _target(method: str, message_id: int) -> Json:
    if method.startswith(("edit", "delete")):
        return {"message_id": message_id}
    return as_answer_to(message_id)


def desk_of(doing: Turn | Tick) -> Desk:
    """Make the desk, on which cases are changed, within the update being handled or the timed duty being done."""
    return Desk(**doing.fields, knowledge=doing.knowledge)
