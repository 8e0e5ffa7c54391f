"""Lets the mail out, by aiosmtplib. One at a time: there are few. A crash between the server's yes and our writing
may send one twice: that cannot be removed.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot.clock import machine_now
from bot.delivery import backoff
from bot.logs import describe
from bot.loops import Beat
from bot.settings import Secret
from storage.database import Database, is_away
from storage.mails import Mail, MailState, due_mails

LOOK_EVERY = 2.0  # seconds
AT_A_TIME = 10
GIVE_UP_TRIES = 8
TIMEOUT = 20.0
log = logging.getLogger("aiguilleur.mailer")


@dataclass(frozen=True)
class Smtp:
    """Where mail leaves, and from whom."""

    url: Secret
    sender: str


class Mailer:
    def __init__(self, database: Database, smtp: Smtp, beat: Beat) -> None:
        self._database = database
        self._beat = beat
        self._smtp = smtp

    async def run(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            self._beat.now()
            try:
                await self.send_due()
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database away [%s]", describe(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), LOOK_EVERY)

    async def send_due(self) -> None:
        async with self._database.reading() as session:
            mails = await due_mails(session, machine_now(), AT_A_TIME)
        for mail in mails:
            self._beat.now()
            await self._note(mail.id, await self._send(mail))

    async def _send(self, mail: Mail) -> Exception | None:
        """What went wrong; None when the server took it."""
        parts = urlsplit(self._smtp.url.reveal())
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._smtp.sender, mail.address, mail.subject
        message.set_content(mail.body)
        try:
            await aiosmtplib.send(
                message, hostname=parts.hostname, port=parts.port, timeout=TIMEOUT,
                username=unquote(parts.username) if parts.username else None,
                password=unquote(parts.password) if parts.password else None,
                use_tls=parts.scheme == "smtps", start_tls=parts.scheme == "smtp+starttls",
            )  # fmt: skip
        except (aiosmtplib.SMTPException, OSError, ValueError) as trouble:
            return trouble
        return None

    async def _note(self, number: int, trouble: Exception | None) -> None:
        async with self._database.transaction() as session:
            mail = await session.get(Mail, number)
            if mail is None:
                return
            mail.attempts += 1
            if trouble is None:
                mail.state, mail.body = MailState.SENT, ""
                return
            refused = isinstance(trouble, aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPSenderRefused)
            mail.error = type(trouble).__name__
            mail.next_at = machine_now() + timedelta(seconds=backoff(mail.attempts))
            if refused or mail.attempts >= GIVE_UP_TRIES:
                mail.state, mail.body = MailState.FAILED, ""
            log.warning("mail %s could not leave [%s]", mail.id, mail.error)
