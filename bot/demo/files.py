"""Files sent by anybody, kept in memory while the server runs, found again by their file_id."""

import hashlib
import struct
from dataclasses import dataclass
from typing import Any

from bot.demo.errors import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    data: bytes

    def shown(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class FileStore:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, data: bytes, *, folder: str, name: str, mime_type: str) -> StoredFile:
        number = len(self._by_id) + 1
        unique = hashlib.sha256(data).hexdigest()[:16]
        extension = name.rpartition(".")[2] if "." in name else "bin"
        path = f"{folder}/file_{number}.{extension}"
        stored = StoredFile(f"{folder}-{number}-{unique}", unique, path, name, mime_type, data)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def described(self, file_id: str) -> dict[str, Any]:
        """The answer of getFile."""
        stored = self.by_id(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.data) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return stored.shown() | {"file_path": stored.path}


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG, or None when it is neither."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
