"""What a command says when it cannot do its work: one line and an exit code, never a trace."""

from sqlalchemy.exc import DBAPIError


class Failure(Exception):
    """`code`: 1 a failed check or an obstacle, 2 wrong use."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def why(trouble: Exception) -> str:
    cause = trouble.orig if isinstance(trouble, DBAPIError) else trouble.__cause__ or trouble
    if isinstance(cause, DBAPIError):
        cause = cause.orig or cause
    return str(cause).partition("\n")[0] or type(cause).__name__
