"""How well places are read: every name of the region, alone, in sentences and misspelt. Prints shares and times.

    python -m tests.bench.places [SAMPLE]

A name is right when its own delegate is found, or when homonyms make the bot ask and hers is among the choices (a
homonym is another commune, or a department: « Landes »). It is asked when the bot asks, or says that it does not know,
where it could have told; wrong when it finds another delegate, or outside. Times are of the processor.
"""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Literal

from knowledge.places.finder import Places
from knowledge.places.found import Found
from knowledge.places.names import words_of
from knowledge.places.table import Commune, communes

Verdict = Literal["right", "asked", "wrong"]
DELEGATES: Mapping[str, str] = {
    **dict.fromkeys(("19", "23", "24", "87"), "Karine Machat"),
    **dict.fromkeys(("16", "17", "79", "86"), "Elodie Truong"),
    **dict.fromkeys(("33", "40", "47", "64"), "Sophie Jadin"),
}
FRAMES = (
    "je suis à {}",
    "Bonjour, notre association est installée à {}, qui peut nous aider ?",
    "on voudrait ouvrir un tiers-lieu à {} l'an prochain",
    "c'est pour un projet près de {}",
    "qui est la déléguée pour {} ?",
    "J'habite {} depuis dix ans",
    "Notre commune, {}, cherche un contact",
    "la mairie de {} nous prête une salle",
    "Nous sommes une dizaine de bénévoles et nous reprenons un café à {}.",
    "je viens de déménager de Paris à {}",
    "pas à Lyon mais à {}",
    "commune de {}",
)
TALK = (
    "Bonjour, je me permets de vous écrire parce que nous avons un projet qui nous tient à cœur.",
    "On est une douzaine d'habitants, 43 adhérents depuis le 12/09, et la mairie nous prête une salle.",
    "il y a un ancien bureau de poste a reprendre, le loyer est de 450 euros par mois, c'est pas énorme mais bon",
    "Ma collègue m'a dit qu'il existe une aide de la Région et une formation, est-ce que c'est toujours d'actualité ?",
    "Nous voudrions un café associatif, un atelier de réparation, des bureaux partagés et un four à pain.",
    "Le samedi on tient un stand au marché, les gens sont contents, certains veulent s'engager pour de bon.",
    "j'ai déjà monté une asso culturelle avant donc les dossiers ça me fait pas peur, juste c'est long",
    "Le propriétaire est d'accord pour un bail de trois ans, à condition que l'on refasse le toit.",
)
Name = tuple[str, frozenset[str]]
Misspelling = Literal["swap", "missing", "doubled", "replaced"]


async def reading_places(sample: int | None = None) -> str:
    places = Places.load(DELEGATES)
    names = list(names_of_the_region())
    chosen = random.Random(7).sample(names, sample) if sample else names
    typed = [(plain(name), expected) for name, expected in chosen]
    lines = [score("alone", places, chosen, "{}"), score("small letters, no accents", places, typed, "{}")]
    lines += [score(frame, places, chosen, frame) for frame in FRAMES]
    lines += [score("small letters, in sentences", places, in_sentences(typed), "{}")]
    lines += [score("stories of 4,000 characters", places, stories(chosen[:: max(1, len(chosen) // 400)]), "{}")]
    for count in (1, 2):
        misspelt = list(misspellings(chosen, count))
        lines += [score(f"{count} typo, {frame}", places, misspelt, frame) for frame in ("{}", "je suis à {}")]
    return "\n".join([f"Places: {len(chosen)} names of the region", *lines])


def names_of_the_region() -> Iterator[Name]:
    """Yield each name of today once, with the delegates that it may mean; names of former communes are apart.

    A town of more than 5,000 people, ten times as large as those of its name elsewhere, means its own alone.
    """
    by_name: dict[tuple[str, ...], list[Commune]] = {}
    for commune in communes():
        if commune.department in DELEGATES:
            by_name.setdefault(words_of(commune.name), []).append(commune)
    for homonyms in by_name.values():
        if any(commune.kind != "former" for commune in homonyms):
            yield homonyms[0].name, owners(homonyms)


def former_names() -> Iterator[Name]:
    """Yield each name that only a commune merged since bore, with its delegates."""
    by_name: dict[tuple[str, ...], list[Commune]] = {}
    for commune in communes():
        if commune.department in DELEGATES:
            by_name.setdefault(words_of(commune.name), []).append(commune)
    for homonyms in by_name.values():
        if all(commune.kind == "former" for commune in homonyms):
            yield homonyms[0].name, owners(homonyms)


def owners(homonyms: list[Commune]) -> frozenset[str]:
    top = max(homonyms, key=lambda commune: commune.population)
    mine = DELEGATES[top.department]
    others = [each for each in homonyms if DELEGATES[each.department] != mine]
    if top.population > 5000 and all(top.population >= 10 * each.population for each in others):
        return frozenset({mine})
    return frozenset(DELEGATES[each.department] for each in homonyms)


def judge(found: Found, expected: frozenset[str]) -> Verdict:
    if found.outcome == "delegate":
        return "right" if frozenset({found.delegate}) == expected else "wrong"
    if found.outcome == "ambiguous":
        offered = {DELEGATES.get(choice.department) for choice in found.choices}
        homonyms = len(expected) > 1 or any(choice.label.startswith(f"{found.place} (") for choice in found.choices)
        return "right" if homonyms and expected <= offered else "asked"
    return "wrong" if found.outcome == "outside" else "asked"


def score(title: str, places: Places, names: Iterable[Name], frame: str) -> str:
    verdicts: Counter[Verdict] = Counter()
    times = []
    for name, expected in names:
        start = time.thread_time()
        found = places.find(frame.format(name))
        times.append(time.thread_time() - start)
        verdicts[judge(found, expected)] += 1
    times.sort()
    shares = "  ".join(f"{each} {verdicts[each] / len(times):7.2%}" for each in ("right", "asked", "wrong"))
    p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
    return f"{title[:50]:50}  {shares}  p50 {p50:.2f} ms  p99 {p99:.2f} ms"


def plain(name: str) -> str:
    """Return the name as typed in a hurry: small letters, no accents, spaces."""
    return " ".join(words_of(name))


def in_sentences(names: Iterable[Name]) -> Iterator[Name]:
    """Yield each name in one of the frames, in turn."""
    for index, (name, expected) in enumerate(names):
        yield FRAMES[index % len(FRAMES)].lower().format(name), expected


def stories(names: Iterable[Name], length: int = 4000) -> Iterator[Name]:
    """Yield texts as long as Telegram allows, with the place at the beginning or at the end."""
    chance = random.Random(3)
    for name, expected in names:
        told = f"Notre association est installée à {name}."
        texts: list[str] = []
        while sum(map(len, texts)) + len(texts) < length:
            texts.append(chance.choice(TALK))
        around = " ".join(texts)[: length - len(told) - 1]
        yield (f"{told} {around}" if chance.random() < 0.5 else f"{around} {told}"), expected


def misspellings(names: Iterable[Name], count: int) -> Iterator[Name]:
    chance = random.Random(count)
    for name, expected in names:
        letters = plain(name)
        if len(letters) >= 4:
            for _ in range(count):
                letters = misspell(letters, chance)
            yield letters, expected


def misspell(letters: str, chance: random.Random) -> str:
    kind: Misspelling = chance.choice(("swap", "missing", "doubled", "replaced"))
    swaps = [i for i, (one, other) in enumerate(pairwise(letters)) if one != other and " " not in one + other]
    if kind == "swap" and swaps:
        i = chance.choice(swaps)
        return letters[:i] + letters[i + 1] + letters[i] + letters[i + 2 :]
    i = chance.choice([i for i, letter in enumerate(letters) if letter != " "])
    middle = {"missing": "", "doubled": letters[i] * 2}.get(kind, chance.choice("aeiounrstl"))
    return letters[:i] + middle + letters[i + 1 :]


if __name__ == "__main__":
    print(asyncio.run(reading_places(*map(int, sys.argv[1:]))))
