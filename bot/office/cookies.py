"""The cookie of a session of the office.

Over https it is bound to this very host and never sent in the clear (`__Host-`, `Secure`). The demo is served over http
on this machine alone, where some browsers keep no such cookie: there it has another name, so that an office on https
never reads it. It is sent along when somebody follows a link to the office, but with no form of another site.
"""

from dataclasses import dataclass

from aiohttp import web

from handlers.office.door import SESSION_LASTS


@dataclass(frozen=True)
class Cookie:
    """The cookie that holds the token of a session; `secure` where the office is served over https."""

    secure: bool

    @property
    def name(self) -> str:
        """The name of the cookie."""
        return "__Host-bureau" if self.secure else "bureau-sur-cette-machine"

    def read(self, request: web.Request) -> str:
        """Return the token in a request, "" without one."""
        return request.cookies.get(self.name, "")[:80]

    def give(self, response: web.StreamResponse, token: str) -> None:
        """Set the cookie, for as long as a session lasts."""
        self._set(response, token, int(SESSION_LASTS.total_seconds()))

    def take_back(self, response: web.StreamResponse) -> None:
        """Delete the cookie."""
        self._set(response, "", 0)

    def _set(self, response: web.StreamResponse, token: str, seconds: int) -> None:
        response.set_cookie(
            self.name, token, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="Lax"
        )
