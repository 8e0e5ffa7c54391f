"""Texts in another language than French, told by the common words of each language, never by a word or two."""

import re

from knowledge.text.lists import listed
from knowledge.text.words import plain

# « a », « la », « un », « de », « en », « si » are words of several languages and are left out.
_FRENCH = listed("""
    ai, au, aux, avec, avez, avoir, besoin, bonjour, ce, ces, cette, cherche, chez, combien, comment, dans, des,
    du, elle, est, et, etes, etre, faire, fait, il, ici, je, koi, le, les, lieu, lieux, ma, mais, merci, mes,
    mon, moi, nos, notre, nous, on, ou, par, pas, peut, peux, plus, pour, pourquoi, projet, quand, que, quel,
    quelle, quels, qui, quoi, sa, salut, ses, son, suis, sur, tiers, tu, une, veux, vos, votre, vous
""")
_OTHERS = {
    "en": listed("""
        about, am, and, any, apply, are, at, be, can, cancel, could, did, do, does, english, for, from, funding,
        get, good, have, has, hello, help, hi, how, i, if, in, is, it, join, know, like, looking, many, morning,
        much, my, need, not, of, please, register, should, some, speak, tell, thank, thanks, that, the, there,
        this, to, want, we, what, when, where, which, who, with, would, you, your
    """),
    "es": listed("""
        ayuda, ayudar, buenas, buenos, como, con, cuando, cuanto, cuantos, cuesta, cuestan, dia, dias, donde, el,
        encontrar, espanol, esta, estoy, favor, gracias, hablar, hay, hola, los, mi, muy, necesito, nuestro, para, pero,
        por, proyecto, puede, puedo, quiero, quisiera, saber, ser, tengo, tienes, una, usted, yo
    """),
    "eu": listed("""
        agur, arratsalde, asko, baduzue, batean, behar, dago, dezaket, dezakegu, diruz, dugu, dut, duzue, egin,
        egiten, egun, emateko, ere, eskerrik, eta, euskaraz, gara, gure, hitz, izena, kaixo, laguntza, lekua,
        lekuaren, mesedez, nahi, naiz, noiz, nola, norekin, proiektu, proiektua, zer, zuekin, zure
    """),
    "oc": listed("""
        adissiatz, adiu, ajuda, ajudar, amb, aquo, avem, bonjorn, bonser, cossi, cal, coma, dins, escriure,
        forca, lenga, lo, luoc, merces, nostre, occitan, ont, parlar, plan, podi, podetz, projecte, quin, quina,
        quora, saber, sabetz, sem, soi, sus, tanben, totes, uei, voldriai, volem, voli, vos, vostre
    """),
    "de": listed("""
        bitte, brauche, danke, das, der, die, ein, eine, einen, fur, gibt, guten, haben, hallo, ich, ist, kann,
        mit, mochte, nicht, sie, tag, und, wann, was, wie, wir, wo
    """),
    "it": listed("""
        alla, anche, avere, buongiorno, che, ciao, come, costa, della, dove, gostaria, grazie, il, ho, mio, posso,
        progetto, quanto, sapere, sono, vorrei, voglio
    """),
    "pt": listed("""
        ajuda, bom, como, dia, gostaria, meu, obrigada, obrigado, ola, onde, para, por, posso, preciso, projeto,
        quando, quero, uma, voces
    """),
    "nl": listed("""
        een, goedemorgen, het, hallo, heb, hoe, ik, jullie, met, mijn, naar, niet, voor, waar, wanneer, wat
    """),
}
OTHER = "other"  # a language that is not known, or another alphabet
_SPANISH_MARKS = frozenset("¿¡")
_LATIN = re.compile(r"[a-zA-ZÀ-ÿ]")


def language_of(text: str) -> str | None:
    """Return the code of the language in which a text is, where that is not French; None for French, or too few words.

    That is where two or more of its words are common in another language, and more than are common in French, of which
    a text of two words has none; Spanish by its marks; OTHER for six letters or more of which none is Latin.
    """
    read = plain(text).split()
    if sum(map(str.isalpha, text)) >= 6 and not _LATIN.search(text):
        return OTHER
    french = sum(word in _FRENCH for word in read)
    foreign = {code: sum(word in known and word not in _FRENCH for word in read) for code, known in _OTHERS.items()}
    best = max(foreign, key=lambda code: foreign[code])
    if not french and _SPANISH_MARKS.intersection(text):
        return "es"
    return best if foreign[best] >= 2 and foreign[best] > french else None
