"""Keyboards as the Bot API accepts them: inline buttons under a message, reply keyboards, and the refusals of both."""

from typing import Any

from bot.demo.calls import Call
from bot.demo.chats import Json
from bot.demo.errors import Refused, bad_request

CALLBACK_DATA_BYTES = 64
_OTHER_INLINE_KINDS = {
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
}


def read_markup(call: Call) -> Json | None:
    markup = call.mapping("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = [[_inline_button(button) for button in row] for row in _rows(markup["inline_keyboard"])]
        kept = [row for row in rows if row]
        return {"inline_keyboard": kept} if kept else None
    if "keyboard" in markup:
        rows = [[_reply_button(button) for button in row] for row in _rows(markup["keyboard"])]
        return {**markup, "keyboard": rows}
    if "remove_keyboard" in markup or "force_reply" in markup:
        return markup
    raise bad_request("object expected as reply markup")


def _rows(value: Any) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return value


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    text = str(button["text"])
    if "callback_data" in button:
        data = str(button["callback_data"])
        if not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": data}
    if "url" in button:
        return {"text": text, "url": _web_address(str(button["url"]))}
    others = _OTHER_INLINE_KINDS & button.keys()
    if not others:
        raise _text_button()
    return {"text": text} | {kind: button[kind] for kind in sorted(others)}


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    return url


def _text_button() -> Refused:
    return bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    return button
