"""Texts and captions as the bot sends them: formatting read, trimmed and measured as Telegram does."""

from bot.demo.calls import Call
from bot.demo.chats import Json
from bot.demo.detection import with_detected
from bot.demo.errors import bad_request
from bot.demo.formatting import Entity, parse_html, trimmed, units

TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def read_text(call: Call) -> Json:
    text, entities = _formatted(call.text("text"), call.text("parse_mode"), call.items("entities"))
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def read_caption(call: Call) -> Json:
    return caption(call.text("caption"), call.text("parse_mode"), call.items("caption_entities"))


def caption(source: str, parse_mode: str, given: list[Entity] | None) -> Json:
    text, entities = _formatted(source, parse_mode, given)
    if units(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def _formatted(source: str, parse_mode: str, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    if parse_mode.lower() not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    text, entities = parse_html(source) if parse_mode else trimmed(source, given or [])
    return text, with_detected(text, entities)
