"""One-time links: what they hold, and what is kept of them."""

import hashlib
import secrets
from datetime import datetime, timedelta

from storage.roles import Invitation

PREFIX = "inv-"
VALID = timedelta(days=7)


def new_invitation(role: str, name: str, now: datetime) -> tuple[str, Invitation]:
    """Make a token to hand over, and the row to keep, which holds only its hash."""
    token = PREFIX + secrets.token_urlsafe(24)
    return token, Invitation(token_hash=hash_of(token), role=role, name=name, expires_at=now + VALID)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(username: str, token: str) -> str:
    return f"https://t.me/{username}?start={token}"
