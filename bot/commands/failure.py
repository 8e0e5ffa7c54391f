"""The failure of a command: one line and an exit code, never a trace."""

from sqlalchemy.exc import DBAPIError


class Failure(Exception):
    """An error to print to the operator in one line.

    `code` is the exit code: 1, the default, for a failed check or an obstacle, 2 for wrong use.
    """

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def cause_of(trouble: Exception) -> str:
    """Return the cause of a database error in one line: its first line, or the name of its class."""
    cause = trouble.orig if isinstance(trouble, DBAPIError) else trouble.__cause__ or trouble
    if isinstance(cause, DBAPIError):
        cause = cause.orig or cause
    return str(cause).partition("\n")[0] or type(cause).__name__
