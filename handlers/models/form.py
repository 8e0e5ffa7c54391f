"""The form of a model: its words, with a photo or a document or without, then its name."""

from dataclasses import dataclass, replace

from telegram import Message

from handlers.cases.core.piece import File, piece_of
from handlers.models import texts
from handlers.models.actions import KEEP_MODELS
from handlers.models.acts import keep
from handlers.models.show import author_of, show_model
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.replies import Reply, person_words, text
from handlers.talk.turn import Turn, words_in
from storage.models import TITLE


@dataclass(frozen=True)
class Draft:
    """The answers so far of the form of a model; `number` is the model to change, None for a new one."""

    html: str | None = None
    title: str | None = None
    file: File | None = None
    number: int | None = None


async def _read_html(turn: Turn, draft: Draft, message: Message) -> Draft | Reply | NoAnswer:
    """Read the words of a model and its file; other files than photos and documents are refused."""
    piece, file = piece_of(message), _file_of(message)
    if file is None and not piece.excerpt:
        return Reply(texts.ONLY_WORDS_AND_FILES)
    most = texts.LONGEST if file is None else texts.LONGEST_WITH_FILE
    if piece.length > most:
        return Reply(texts.too_long(most, with_file=file is not None))
    return replace(draft, html=piece.html or text(piece.excerpt), file=file)


def _file_of(message: Message) -> File | None:
    if message.photo:
        return File("photo", message.photo[-1].file_id)
    if message.document is not None:
        return File("document", message.document.file_id, message.document.file_name or "")
    return None


async def _read_title(turn: Turn, draft: Draft, message: Message) -> Draft | Reply:
    title = person_words(words_in(message))[:TITLE]
    return replace(draft, title=title) if title else Reply(texts.NAME_IS_TEXT)


async def _keep(turn: Turn, draft: Draft) -> None:
    model = await keep(turn, author_of(turn), draft.title or "", draft.html or "", draft.file, draft.number)
    if model is None:
        await turn.reply(Reply(text(texts.GONE)))
    else:
        await show_model(turn, model, first=texts.KEPT)


FORM = Form(
    name="model",
    action=KEEP_MODELS,
    answers=Draft,
    steps={
        "html": Question(Reply(texts.ASK_TEXT), _read_html, keeps=True),
        "title": Question(Reply(texts.ASK_NAME), _read_title, in_words=True),
    },
    done=_keep,
)
