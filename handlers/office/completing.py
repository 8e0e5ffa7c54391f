"""The facts that only the Cooperative knows: written in a few words, shown as a sentence, published signed."""

from handlers.curation import acts, rules, texts
from handlers.curation.lists import missing
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.refusal import Refusal
from knowledge.base.completions import Completion
from knowledge.base.overlay import FACT, Change
from knowledge.base.sentences import as_read


async def show_facts(visit: Visit) -> Answer:
    """Show the facts that are missing, each with what people read today."""
    return _page(visit)


def _page(visit: Visit, fact: str = "", words: str = "", why: str = "", sentence: str = "") -> Answer:
    asked = [(one, _said_today(visit, one)) for one in missing(visit.knowledge, visit.name)]
    fields = {"asked": asked, "fact": fact, "written": words, "why": why, "sentence": sentence,
              "entries": visit.knowledge.entries, "total": len(visit.knowledge.completions)}  # fmt: skip
    return Shown("completer.html", fields, 422 if why else 200)


def _said_today(visit: Visit, fact: Completion) -> str:
    known = fact.pair_of(visit.knowledge.entries[fact.entry])
    return as_read(known.says) if known is not None else ""


async def tell_fact(visit: Visit) -> Answer:
    """Show the sentence that the words make; with the button that publishes, put it in service as it was shown."""
    fact = visit.knowledge.completions.get(visit.places["fact"])
    if fact is None:
        return SentTo("/completer", "gone")
    words = visit.values.get("mots")
    change = rules.fact_told(visit.knowledge, fact, words, visit.name, visit.today.year)
    if isinstance(change, Refusal):
        return _page(visit, fact.id, words, texts.reason_of(change))
    if "publier" not in visit.values or visit.values.get("vu") != words:
        return _page(visit, fact.id, words, sentence=as_read(change.new))
    made = await acts.publish(visit.curation(), Change(0, fact.entry, FACT, fact.id, change.new, "", visit.name))
    if isinstance(made, Refusal):
        return _page(visit, fact.id, words, texts.reason_of(made) or texts.CHANGED_WORDS)
    return SentTo("/completer", "fact_published")


async def not_known(visit: Visit) -> Answer:
    """Note that the visitor does not know this fact either."""
    if visit.places["fact"] in visit.knowledge.completions:
        await acts.note_unknown(visit.curation(), visit.places["fact"])
    return SentTo("/completer", "noted")
