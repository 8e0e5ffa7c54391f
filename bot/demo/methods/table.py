"""The table of contents of the Bot API as spoken here; any other method is 404, as Telegram says it."""

from collections.abc import Awaitable, Callable

from bot.demo.calls import Call
from bot.demo.methods import editing, media, receiving, sending, setup
from bot.demo.world import World

Method = Callable[[World, Call], Awaitable[object]]

DELIVERIES: dict[str, Method] = {
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendVoice": media.send_voice,
    "sendMediaGroup": media.send_media_group,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
}
"""What puts something in a chat or changes it there: faults strike these."""

CHANGES: dict[str, Method] = {
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "answerCallbackQuery": receiving.answer_callback_query,
    "sendChatAction": sending.send_chat_action,
    "setMyCommands": setup.set_my_commands,
    "deleteMyCommands": setup.delete_my_commands,
    "setMyDescription": setup.set_my_description,
    "setMyShortDescription": setup.set_my_short_description,
    "setChatMenuButton": setup.set_chat_menu_button,
}

QUESTIONS: dict[str, Method] = {
    "getMe": setup.get_me,
    "getUpdates": receiving.get_updates,
    "getWebhookInfo": receiving.get_webhook_info,
    "getMyCommands": setup.get_my_commands,
    "getMyDescription": setup.get_my_description,
    "getMyShortDescription": setup.get_my_short_description,
    "getChatMenuButton": setup.get_chat_menu_button,
    "getChat": setup.get_chat,
    "getFile": media.get_file,
}

# Telegram does not mind the case of a method's name.
NAMES: dict[str, str] = {name.lower(): name for name in (*DELIVERIES, *CHANGES, *QUESTIONS)}
METHODS: dict[str, Method] = DELIVERIES | CHANGES | QUESTIONS
