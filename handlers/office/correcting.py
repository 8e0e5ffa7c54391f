"""A sentence corrected in the office: it is written in plain words, shown in its answer, then published."""

from dataclasses import replace

from handlers.curation import acts, rules, texts
from handlers.curation.show import all_of
from handlers.office.entry import entry_of, gone, path_of, sentence_at
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.refusal import Refusal
from knowledge.base.entry import Entry
from knowledge.base.overlay import SENTENCE, Change, with_sentence
from knowledge.base.sentences import Sentence


async def ask_sentence(visit: Visit) -> Answer:
    """Show a sentence of an entry, to be written anew."""
    entry = entry_of(visit)
    old = sentence_at(visit, entry) if entry is not None else None
    if entry is None or old is None:
        return gone(visit)
    return _form(visit, entry, old, Sentence(old).plain)


async def correct_sentence(visit: Visit) -> Answer:
    """Show the answer with the new sentence; with the button that publishes, put it in service as it was shown.

    Where it is refused, or somebody changed the sentence meanwhile, say why beside the words, which stay; the sentence
    of today is then what they would replace.
    """
    entry, old, words = entry_of(visit), visit.values.get("avant"), visit.values.get("mots")
    if entry is None:
        return gone(visit)
    if old not in entry.text:
        return _form(visit, entry, sentence_at(visit, entry) or old, words, why=texts.CHANGED_WORDS)
    change = rules.corrected(entry, Change(0, entry.id, SENTENCE, old, "", "", visit.name), words)
    if isinstance(change, Refusal):
        return _form(visit, entry, old, words, why=texts.reason_of(change))
    if "publier" not in visit.values or visit.values.get("vu") != words:
        return _form(visit, entry, old, words, after=replace(with_sentence(entry, change), approval=None))
    made = await acts.publish(visit.curation(), change)
    if isinstance(made, Refusal):
        return _form(visit, entry, old, words, why=texts.reason_of(made) or texts.CHANGED_WORDS)
    return SentTo(path_of(entry.id), "published")


def _form(visit: Visit, entry: Entry, old: str, words: str, *, why: str = "", after: Entry | None = None) -> Answer:
    fields = {
        "entry": entry,
        "place": visit.places["place"],
        "old": old,
        "old_plain": Sentence(old).plain,
        "written": words,
        "why": why,
        "after": all_of(after) if after is not None else "",
        "remark": rules.remark_on(words),
    }
    return Shown("phrase.html", fields, 200 if not why else 422)
