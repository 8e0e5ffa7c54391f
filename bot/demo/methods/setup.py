"""What the bot says of itself and asks of chats: getMe, commands, descriptions, the menu button, getChat."""

import re
from typing import Any

from bot.demo.calls import Call
from bot.demo.chats import Json
from bot.demo.errors import bad_request
from bot.demo.world import World

TEXT_LIMITS = {"description": 512, "short_description": 120}


async def get_me(world: World, call: Call) -> Json:
    return world.bot.shown() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_chat(world: World, call: Call) -> Json:
    chat = world.chat(call.integer("chat_id"))
    return chat.shown() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def set_my_commands(world: World, call: Call) -> bool:
    commands = call.items("commands")
    if commands is None:
        raise bad_request("commands must be specified")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_scope(call), call.text("language_code")] = [_command(one) for one in commands]
    world.changes.note()
    return True


async def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.profile.commands.get((_scope(call), call.text("language_code")), [])


async def delete_my_commands(world: World, call: Call) -> bool:
    world.profile.commands.pop((_scope(call), call.text("language_code")), None)
    world.changes.note()
    return True


def commands_shown_to(world: World, chat_id: int, language: str = "fr") -> list[Json]:
    """The commands suggested in a private chat: the narrowest scope that has some, in the person's language first."""
    for scope in (f"chat {chat_id}", "all_private_chats", "default"):
        for code in (language, ""):
            if (scope, code) in world.profile.commands:
                return world.profile.commands[scope, code]
    return []


def _scope(call: Call) -> str:
    scope = call.mapping("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind in {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}:
        return kind
    if kind in {"chat", "chat_administrators", "chat_member"} and "chat_id" in scope:
        return " ".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    raise bad_request("can't parse BotCommandScope")


def _command(command: Any) -> Json:
    name = str(command.get("command", "")).lstrip("/") if isinstance(command, dict) else ""
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(command.get("description", ""))
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


async def set_my_description(world: World, call: Call) -> bool:
    return _keep_text(world, call, "description")


async def get_my_description(world: World, call: Call) -> Json:
    return _kept_text(world, call, "description")


async def set_my_short_description(world: World, call: Call) -> bool:
    return _keep_text(world, call, "short_description")


async def get_my_short_description(world: World, call: Call) -> Json:
    return _kept_text(world, call, "short_description")


def _keep_text(world: World, call: Call, name: str) -> bool:
    text = call.text(name)
    if len(text) > TEXT_LIMITS[name]:
        raise bad_request(f"{name} is too long")
    world.profile.texts[name, call.text("language_code")] = text
    world.changes.note()
    return True


def _kept_text(world: World, call: Call, name: str) -> Json:
    texts = world.profile.texts
    return {name: texts.get((name, call.text("language_code"))) or texts.get((name, ""), "")}


async def set_chat_menu_button(world: World, call: Call) -> bool:
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("can't parse menu button")
    world.profile.menu_buttons[call.integer("chat_id")] = button
    return True


async def get_chat_menu_button(world: World, call: Call) -> Json:
    buttons = world.profile.menu_buttons
    return buttons.get(call.integer("chat_id")) or buttons.get(None) or {"type": "default"}
