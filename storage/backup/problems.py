"""The errors of a backup."""


class BackupRefused(RuntimeError):
    """Nothing was written or changed; the message says why and what to do, in one line."""
