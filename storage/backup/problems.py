"""What can be wrong with a backup."""


class BackupRefused(RuntimeError):
    """Nothing was written, nothing was changed; the message says why and what to do, in one line."""
