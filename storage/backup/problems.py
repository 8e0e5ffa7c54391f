"""The errors of a backup."""


class BackupRefused(RuntimeError):
    """A backup or a restore was refused: nothing was written or changed.

    The message says why and what to do, in one line.
    """
