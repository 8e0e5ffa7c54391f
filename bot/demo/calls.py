"""One call of the Bot API as it came (query, JSON, form or multipart) and typed access to its parameters."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.demo.errors import bad_request


@dataclass(frozen=True)
class Upload:
    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True)
class Call:
    method: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int | None = None) -> int | None:
        value = self.fields.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def number(self, name: str) -> float:
        try:
            return float(self.fields[name])
        except (KeyError, TypeError, ValueError):
            raise bad_request(f"{name} isn't specified or isn't a number") from None

    def flag(self, name: str) -> bool:
        return str(self.fields.get(name, "")).lower() in {"true", "1", "yes"}

    def tree(self, name: str) -> Any:
        """A nested value: sent as such in a JSON body, as JSON text in a form."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name}: Can't parse JSON object") from None

    def mapping(self, name: str) -> dict[str, Any] | None:
        value = self.tree(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"can't parse {name}: expected an Object")

    def items(self, name: str) -> list[Any] | None:
        value = self.tree(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"can't parse {name}: expected an Array")

    def upload(self, reference: str, field_name: str) -> Upload | None:
        """The file sent beside the fields, under its own name or as `attach://name`."""
        if reference.startswith("attach://"):
            return self.uploads.get(reference.removeprefix("attach://"))
        return self.uploads.get(field_name)


async def read_call(request: web.Request) -> Call:
    fields = await read_fields(request)
    uploads: dict[str, Upload] = {}
    if request.content_type != "application/json" and request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                fields[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return Call(request.match_info["method"], fields, uploads)


async def read_fields(request: web.Request) -> dict[str, Any]:
    """What stands in the address and, when there is one, in a JSON body."""
    asked: dict[str, Any] = dict(request.query)
    if request.content_type != "application/json" or not request.can_read_body:
        return asked
    try:
        fields = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(fields, dict):
        raise bad_request("expected an Object")
    return asked | fields
