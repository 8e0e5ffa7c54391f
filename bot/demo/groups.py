"""A group that the bot is in: its members write with `person.send(..., in_chat=group)`."""

from collections.abc import Sequence

from bot.demo.chats import Chat, Json, User
from bot.demo.watching import Watcher
from bot.demo.world import World


class Group(Watcher):
    def add_bot(self, by: User) -> None:
        """The bot joins, and is told so twice, as Telegram does."""
        self._watched.closed_because = None
        publish_membership(self._world, self._watched, by, "left", "member")
        joined: Json = {"new_chat_members": [self._world.bot.shown()]}
        self._world.publish_message(self._watched.append(by, self._world.timestamp(), joined))

    def remove_bot(self, by: User) -> None:
        self._watched.closed_because = "bot was kicked from the group chat"
        publish_membership(self._world, self._watched, by, "member", "kicked")


def new_group(world: World, group_id: int, title: str, members: Sequence[User], *, reads_all: bool) -> Group:
    by_id = {member.id: member for member in members}
    chat = Chat(group_id, "supergroup", title, members=by_id, reads_all=reads_all)
    world.chats[group_id] = chat
    group = Group(world, chat, title)
    group.add_bot(by=members[0])
    return group


def publish_membership(world: World, chat: Chat, by: User, before: str, after: str) -> None:
    """Tell the bot that it was let in or put out (my_chat_member)."""
    body = {
        "chat": chat.shown(),
        "from": by.shown(),
        "date": world.timestamp(),
        "old_chat_member": _member(world, before),
        "new_chat_member": _member(world, after),
    }
    world.publish("my_chat_member", body, lane=f"membership of {chat.id}")
    world.changes.note(chat.id)


def _member(world: World, status: str) -> Json:
    member: Json = {"user": world.bot.shown(), "status": status}
    return member | ({"until_date": 0} if status == "kicked" else {})
