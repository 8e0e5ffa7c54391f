"""One-time links: what they hold, and what is kept of them."""

import hashlib
import secrets
from datetime import datetime, timedelta

from storage.roles import Invitation

PREFIX = "inv-"
VALID = timedelta(days=7)


def new_invitation(role: str, name: str, now: datetime) -> tuple[str, Invitation]:
    """Make an invitation for seven days: return the token for its link, and the row to store, with only a hash."""
    token = PREFIX + secrets.token_urlsafe(24)
    return token, Invitation(token_hash=hash_of(token), role=role, name=name, expires_at=now + VALID)


def hash_of(token: str) -> str:
    """Return the hash of an invitation's token, the only form in which it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(username: str, token: str) -> str:
    """Return the address that opens the bot `username` with an invitation's token."""
    return f"https://t.me/{username}?start={token}"
