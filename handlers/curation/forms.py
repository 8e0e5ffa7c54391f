"""The form of the base: a sentence written anew and seen in its answer, or a wording whose effect is looked at."""

from dataclasses import replace

from telegram import Message

from handlers.curation import buttons, rules, texts
from handlers.curation.actions import CURATE
from handlers.curation.draft import ASKED, FORM_NAME, SHOWN, Draft
from handlers.curation.sentences import Sentence
from handlers.curation.show import refresh, reply_home, show_entry_of_base
from handlers.talk.forms import Form, Heard, Question
from handlers.talk.replies import Reply, from_markdown, paragraphs
from handlers.talk.turn import Turn, words_in


async def _ask_sentence(turn: Turn, draft: Draft) -> Reply:
    return Reply(texts.write_instead(Sentence(draft.old).plain), [[buttons.cancel()]])


async def _read_sentence(turn: Turn, draft: Draft, message: Message) -> Reply | Heard:
    """The words written instead: shown in the answer, or refused with the reason."""
    entry = (await refresh(turn)).entries.get(draft.entry)
    if entry is None or draft.old not in entry.answer:
        await show_entry_of_base(turn, draft.entry, first=texts.CHANGED_MEANWHILE)
        return Heard.TAKEN
    new, refusal = rules.corrected(entry.answer, draft.old, words_in(message))
    if refusal:
        return Reply(refusal, [[buttons.cancel()]])
    shown = await FORM.keep(turn, replace(draft, new=new, state=SHOWN))
    seen = from_markdown(entry.answer.replace(draft.old, new, 1))
    html = paragraphs(texts.shown(seen, rules.remark_on(new)), texts.APPROVAL_ENDS if entry.approval else "")
    return Reply(html, [[buttons.publish(shown.print)], [buttons.again(), buttons.cancel()]])


async def _ask_wording(turn: Turn, draft: Draft) -> Reply:
    return Reply(texts.NEW_WORDING, [[buttons.cancel()]])


async def _read_wording(turn: Turn, draft: Draft, message: Message) -> Reply:
    words = " ".join(words_in(message).split())
    refusal = rules.why_no_wording(await refresh(turn), words)
    if refusal:
        return Reply(refusal, [[buttons.cancel()]])
    await FORM.keep(turn, replace(draft, old="", new=words, state=ASKED))
    return Reply(texts.LOOKING, [[buttons.cancel()]])


async def write_again(turn: Turn) -> None:
    """`Modifier` is pressed."""
    draft = await FORM.known(turn)
    if draft is not None and draft.step:
        await FORM.go_on(turn, draft, at=draft.step)
    else:
        await reply_home(turn)


FORM = Form(
    name=FORM_NAME,
    action=CURATE,
    answers=Draft,
    steps={
        "sentence": Question(_ask_sentence, _read_sentence, in_words=True, keeps=True),
        "wording": Question(_ask_wording, _read_wording, in_words=True, keeps=True),
    },
)
