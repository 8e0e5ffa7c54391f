"""The mailer sends the mails, one at a time, by aiosmtplib.

A crash between the server's yes and our writing it down may send a mail twice. Both then have the same Message-ID, by
which mail programs recognise a double.
"""

import asyncio
import hashlib
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.codes import qr_code
from bot.logs import describe
from bot.loops import Beat
from bot.settings import Secret
from storage.database import Database, is_away
from storage.mails import Mail, MailState, due_mails

AT_A_TIME = 10
LONGEST_RETRY = 3600.0  # seconds
GIVE_UP_TRIES = 60  # about two days
PERMANENT = 500  # replies of the server from this code on are final; those below are worth another try
TIMEOUT = 20.0
log = logging.getLogger("aiguilleur.mailer")


@dataclass(frozen=True)
class Smtp:
    """The address of the mail server, with its password, and the sender of all mails."""

    url: Secret
    sender: str


class Mailer:
    """The loop that sends the waiting mails."""

    def __init__(self, database: Database, smtp: Smtp, alerts: Alerts, beat: Beat, every: float) -> None:
        """Set up the loop, not yet running; it looks for mails to send once in `every` seconds."""
        self._every = every
        self._database = database
        self._alerts = alerts
        self._beat = beat
        self._smtp = smtp

    async def run(self, stopping: asyncio.Event) -> None:
        """Send the mails that are due, again and again, until `stopping` is set."""
        while not stopping.is_set():
            self._beat.now()
            try:
                await self.send_due()
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database away [%s]", describe(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), self._every)

    async def send_due(self) -> None:
        """Send up to ten mails that are due, one after the other, and write down how each ended."""
        async with self._database.reading() as session:
            mails = await due_mails(session, machine_now(), AT_A_TIME)
        for mail in mails:
            self._beat.now()
            await self._note(mail.id, await self._send(mail))

    async def _send(self, mail: Mail) -> Exception | None:
        """Send a mail; return the error, or None where the server took it."""
        parts = urlsplit(self._smtp.url.reveal())
        try:
            await aiosmtplib.send(
                as_email(mail, self._smtp.sender),
                hostname=parts.hostname,
                port=parts.port,
                timeout=TIMEOUT,
                username=unquote(parts.username) if parts.username else None,
                password=unquote(parts.password) if parts.password else None,
                use_tls=parts.scheme == "smtps",
                start_tls=parts.scheme == "smtp+starttls",
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as trouble:
            return trouble
        return None

    async def _note(self, number: int, trouble: Exception | None) -> None:
        """Write down that a mail was sent, will be tried again or, with an alert to the team, is given up."""
        async with self._database.transaction() as session:
            mail = await session.get(Mail, number)
            if mail is None or mail.state != MailState.WAITING:
                return
            mail.attempts += 1
            if trouble is None:
                mail.state, mail.body, mail.qr = MailState.SENT, "", None
                return
            mail.error = type(trouble).__name__
            mail.next_at = machine_now() + timedelta(seconds=self._pause_before(mail.attempts))
            log.warning("mail %s could not leave [%s]", mail.id, mail.error)
            if is_refused(trouble) or mail.attempts >= GIVE_UP_TRIES:
                mail.state, mail.body, mail.qr = MailState.FAILED, "", None
                await self._alerts.note(session, f"a mail was given up ({mail.error}): its address, or SMTP_URL")

    def _pause_before(self, attempt: int) -> float:
        """Return the seconds to wait after this many tries of a mail: doubled each time, at most an hour."""
        return float(min(LONGEST_RETRY, self._every * 2 ** min(attempt, 12)))


def is_refused(trouble: Exception) -> bool:
    """Return whether the mail server refused an address or a mail for good, and did not ask to try again later."""
    if isinstance(trouble, aiosmtplib.SMTPRecipientsRefused):
        return all(one.code >= PERMANENT for one in trouble.recipients)
    refusals = aiosmtplib.SMTPSenderRefused | aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError
    return isinstance(trouble, refusals) and trouble.code >= PERMANENT


def as_email(mail: Mail, sender: str) -> EmailMessage:
    """Return a mail as an EmailMessage, with its QR code attached; the same mail always has the same Message-ID."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.address, mail.subject
    message["Date"] = format_datetime(machine_now())
    number = hashlib.sha256(f"{mail.key}\n{mail.body}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{number}@{parseaddr(sender)[1].partition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"  # so that no notice of absence comes back
    message.set_content(mail.body)
    if mail.qr is not None:
        message.add_attachment(qr_code(mail.qr), maintype="image", subtype="png", filename="code.png")
    return message
