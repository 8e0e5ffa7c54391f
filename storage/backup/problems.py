"""The errors of a backup."""


class BackupRefused(RuntimeError):
    """The error that a backup or a restore was refused, with nothing written or changed.

    Its message, one line, says why and what to do.
    """
