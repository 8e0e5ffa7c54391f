"""Names in a sentence that are spelt correctly, and the cases in which a common word is a place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from knowledge.places.fillers import FILLERS, PLAIN, only
from knowledge.places.gazetteer import TOWN, Gazetteer, Named
from knowledge.places.names import ARTICLES, SMALL, begins, fits, full_key, loose_key
from knowledge.places.utterance import Before, Cue, Utterance
from knowledge.text.lists import listed

LONGEST = 9
CITY = 20_000
# Where anybody may be: after « à la » and the like, without a capital, none of them is the commune of that name.
EVERYDAY = listed("""
    hopital, riviere, montagne, plaine, port, palais, vallee, terrasse, monastere, reunion, creche, passage, temple,
    union, garde, chapelle, machine, planche, plage, mer, campagne, gare, poste, ferme, banque, maison, ecole, eglise,
    mairie, foret, cure, fete, force, possession, bataille, tache, trinite, grange, cave, moulin, bourg, chateau,
    tour, croix, place, halle, forge, pont, prison, pharmacie, clinique, retraite, table, rue, pause
""")
DWELLING = ("habit", "jhabit", "vis", "vit", "viv", "resid", "bas", "situ", "install", "implant", "domicil", "projet")
# What stands before the name of a person.
TITLES = listed("""
    monsieur, mr, m, madame, mme, mademoiselle, mlle, messieurs, mesdames, docteur, dr, maitre, me, professeur, pr,
    prenomme, prenommee, prenom, signe, signee, abbe, soeur, frere
""")
PREFIXES = frozenset({"ex", "nord", "sud", "est", "ouest", "centre", "non"})


@dataclass(frozen=True)
class Mention:
    """The words of a text from index `first` to `last`, which may name one of the places `named`.

    `alone` says that the rest of the text is only filler words and numbers. `distance` is how many letters are wrong.
    """

    first: int
    last: int
    named: tuple[Named, ...]
    before: Before
    alone: bool
    distance: int = 0
    rivals: tuple[Named, ...] = ()  # what it may be if it holds a slip

    @property
    def population(self) -> int:
        """Return the population of the largest place that the name may mean."""
        return max(named.entry.population for named in self.named)

    @property
    def may_be_a_slip(self) -> bool:
        """Whether this names a small commune outside the region, said alone: one inside may be meant."""
        outside = not any(named.entry.inside for named in self.named)
        return self.alone and outside and self.only_communes and self.population < CITY

    @property
    def only_communes(self) -> bool:
        """Whether the name can only mean communes, not a department, a region or an area."""
        return all(named.entry.kind == "commune" for named in self.named)

    def overlaps(self, other: "Mention") -> bool:
        """Whether two mentions share a word of the text."""
        return self.first <= other.last and other.first <= self.last


class Mentions:
    """A reader that finds the correctly spelt names of places in one text."""

    def __init__(self, utterance: Utterance, gazetteer: Gazetteer, coded: frozenset[int]) -> None:
        """Take the text. `coded` are the indexes of words that a postcode or number follows: « La Souterraine 23 »."""
        self._utterance, self._gazetteer, self._coded = utterance, gazetteer, coded
        self._words = tuple(word.word for word in utterance.words)
        self._folded = tuple(word.folded for word in utterance.words)
        self._telling = {fillers: self._non_fillers(fillers) for fillers in (FILLERS, PLAIN)}

    def _non_fillers(self, fillers: frozenset[str]) -> list[int]:
        """Return the indexes of words that are neither filler words nor numbers; the first `LONGEST` + 1 are enough."""
        telling = (i for i, word in enumerate(self._folded) if word not in fillers and not word.isdigit())
        return list(islice(telling, LONGEST + 1))

    def exact_names(self) -> list[Mention]:
        """Return the correctly spelt names of places in the text, in order, none over another; a longer name wins.

        A longer name that is refused as a place (it is everyday words, say) still hides the shorter names within it.
        """
        kept: list[Mention] = []
        refused: list[Mention] = []
        taken = bytearray(len(self._words))
        for mention in sorted(self._spans(), key=lambda each: (each.first - each.last, each.first)):
            if any(taken[mention.first : mention.last + 1]):
                continue
            accepted = self._accepts(mention)
            (kept if accepted else refused).append(mention)
            if accepted or (mention.last > mention.first and mention.named[0].form == "full"):
                taken[mention.first : mention.last + 1] = b"\1" * (mention.last + 1 - mention.first)
        settled = [each for each in refused if any(self._is_settled_by(each, larger) for larger in kept)]
        return sorted([*kept, *settled], key=lambda mention: mention.first)

    def _is_settled_by(self, mention: Mention, larger: Mention) -> bool:
        """Whether `larger`, a department or area named after it, makes a refused name a place: « Vienne en Isère »."""
        if mention.named[0].form != "full" or larger.only_communes or larger.first <= mention.last:
            return False
        between = self._words[mention.last + 1 : larger.first]
        opens = mention.before.cue is not Cue.NONE or only(self._folded[: mention.first], PLAIN)
        return opens and not self._adds_article(mention) and all(word in SMALL or word == "dans" for word in between)

    def _spans(self) -> Iterator[Mention]:
        for first in range(len(self._words)):
            before = None
            for last in self._utterance.spans_from(first, LONGEST):
                if not self._gazetteer.may_begin(self._words[first : last + 1]):
                    break
                named = self._named(self._words[first : last + 1])
                if named:
                    before = before or self._utterance.before(first)
                    yield Mention(first, last, named, before, self._is_alone(first, last, FILLERS))

    def _named(self, words: tuple[str, ...]) -> tuple[Named, ...]:
        if words[-1] in SMALL and len(words) > 1:
            return ()
        full = self._fitting(full_key(words), words)
        if any(named.form == "full" for named in full):
            return full
        return full or self._fitting(loose_key(words), words)

    def _fitting(self, key: str, words: tuple[str, ...]) -> tuple[Named, ...]:
        """Return the places under an index key whose names fit the words; where some fit word by word, only these.

        « Lavergne » is La Vergne only where there is no Lavergne.
        """
        if key not in self._gazetteer.names:
            return ()
        named = [each for each in self._gazetteer.names[key] if fits(words, each.entry.words)]
        return tuple(each for each in named if begins(words, each.entry.words)) or tuple(named)

    def _is_alone(self, first: int, last: int, fillers: frozenset[str]) -> bool:
        """Whether every word of the text outside the span is a filler word, which tells nothing, or a number."""
        telling = self._telling[fillers]
        return all(first <= index <= last for index in telling)

    def _accepts(self, mention: Mention) -> bool:
        if mention.before.street or self._is_part(mention) or self._is_a_word_like_cher(mention):
            return False
        if self._is_of_a_person(mention) or self._is_everyday(mention):
            return False
        known = mention.population if mention.only_communes else TOWN
        if self._gazetteer.is_common(self._words[mention.first : mention.last + 1], known):
            return self._accepts_common(mention)
        announced = mention.before.cue > Cue.WEAK or mention.last in self._coded
        if mention.alone or announced or not mention.only_communes:
            return True
        return self._accepts_bare(mention)

    def _is_of_a_person(self, mention: Mention) -> bool:
        """Whether a title or « je m'appelle » stands before the name: « Madame Niort », « je m'appelle Angers »."""
        before = self._folded[max(0, mention.first - 2) : mention.first]
        if mention.last in self._coded or not before:
            return False
        return before[-1] in TITLES or tuple(before) == ("m", "appelle")

    def _is_everyday(self, mention: Mention) -> bool:
        """Whether the name is a noun of every day, said in a sentence: « je suis à l'hôpital », « en réunion ».

        A capital, a postcode, « commune de » or « j'habite » before it make it a place; so does standing alone.
        """
        span = range(mention.first, mention.last + 1)
        telling = [index for index in span if self._words[index] not in SMALL]
        if len(telling) != 1 or self._folded[telling[0]] not in EVERYDAY or self._is_department(mention):
            return False
        is_written_as_name = self._utterance.words[telling[0]].capital and not self._utterance.shouted
        if is_written_as_name or mention.last in self._coded or mention.before.cue is Cue.NAMED:
            return False
        if any(word.startswith(DWELLING) for word in self._folded[max(0, mention.first - 4) : mention.first]):
            return False
        others = [word for index, word in enumerate(self._words) if index not in span]
        return any(word not in SMALL and word not in ("a", "au", "aux", "à") for word in others)

    def _accepts_common(self, mention: Mention) -> bool:
        """Whether a name made of everyday words is taken for a place.

        As a rule it is where it stands alone in the text, is strongly announced or has a capital.
        """
        cue, town = mention.before.cue, mention.population >= TOWN
        if self._is_department(mention) and (cue > Cue.NONE or self._article(mention)):
            return True
        if mention.only_communes and self._adds_article(mention):
            return False
        full = mention.named[0].form == "full"
        if (full or town) and self._is_alone(mention.first, mention.last, PLAIN):
            return True
        if mention.last in self._coded or cue is Cue.NAMED:
            return True
        if self._capital(mention):
            return cue is Cue.STRONG or (cue is Cue.WEAK and full and not mention.before.article)
        return (town or self._is_long(mention)) and full and cue is Cue.STRONG

    def _is_a_word_like_cher(self, mention: Mention) -> bool:
        """Whether a department outside the region is written as the everyday word that it also is: « c'est cher »."""
        if (
            mention.only_communes
            or mention.first != mention.last
            or self._words[mention.first] not in self._gazetteer.common
        ):
            return False
        outside = not any(named.entry.inside for named in mention.named)
        written_as_name = self._utterance.words[mention.last].capital or self._article(mention)
        before = mention.before
        return outside and not (written_as_name or before.at or before.larger or before.cue is Cue.NAMED)

    def _is_long(self, mention: Mention) -> bool:
        """Whether the name has two words or more besides « de » and the like, as « pont du casse ».

        Everyday words together are seldom anything but a place.
        """
        return sum(self._words[index] not in SMALL for index in range(mention.first, mention.last + 1)) > 1

    def _accepts_bare(self, mention: Mention) -> bool:
        """Whether a name of no everyday words, which nothing strong announces, is taken for a place.

        As a rule it is where it is a town or a long name, or has a capital or a word such as « dans » before it, but
        not after a first name. A small commune outside the region needs both the word and the capital.
        """
        weak, capital, town = (
            mention.before.cue is Cue.WEAK,
            self._capital(mention),
            mention.population >= TOWN,
        )
        outside = not any(named.entry.inside for named in mention.named)
        if outside and mention.population < CITY and not (capital and weak):
            return False
        letters = sum(len(word) for word in self._words[mention.first : mention.last + 1])
        if letters < 4 or mention.named[0].form == "short":
            return (town and letters > 2) or (weak and capital)
        return weak or town or letters > 6 or (capital and not self._after_first_name(mention))

    def _after_first_name(self, mention: Mention) -> bool:
        left = mention.first - 1
        return left >= 0 and self._utterance.words[left].capital and self._utterance.between(left, left + 1) == " "

    def _is_part(self, mention: Mention) -> bool:
        """Whether a hyphen makes the name only a part of a longer one: « Oies » in « Trifouillis-les-Oies ».

        A prefix before it (« ex-Bordeaux ») or a word after a city (« Bordeaux-centre ») does not.
        """
        left = mention.first > 0 and self._utterance.hyphened(mention.first - 1)
        left = left and self._folded[mention.first - 1] not in PREFIXES
        right = mention.last + 1 < len(self._words) and self._utterance.hyphened(mention.last)
        return left or (right and mention.population < CITY)

    def _is_department(self, mention: Mention) -> bool:
        """Whether the name may be a department of the region: « la Creuse », « les landes ».

        Departments elsewhere whose names are everyday words, such as « le lot » and « la manche », do not count.
        """
        return any(named.entry.kind == "department" and named.entry.inside for named in mention.named)

    def _article(self, mention: Mention) -> str:
        first = self._words[mention.first]
        return first if first in ARTICLES else mention.before.article

    def _adds_article(self, mention: Mention) -> bool:
        """Whether the text puts an article before a name that has none: « la campagne » is not the commune Campagne."""
        article = self._article(mention)
        return bool(article) and all(article not in named.entry.words[:1] for named in mention.named)

    def _capital(self, mention: Mention) -> bool:
        telling = [index for index in range(mention.first, mention.last + 1) if self._words[index] not in SMALL]
        first = self._utterance.starts_sentence(mention.first)
        return (
            not first and not self._utterance.shouted and all(self._utterance.words[index].capital for index in telling)
        )
