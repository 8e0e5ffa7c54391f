"""Texts in another language than French, told by the common words of each language, never by a word or two."""

import re

from knowledge.text.lists import listed
from knowledge.text.words import plain

# « a », « la », « un », « de », « en », « si » are words of several languages and are left out.
_FRENCH = listed("""
    ai, au, aux, avec, avez, avoir, bonjour, ce, ces, cette, combien, comment, dans, des, du, elle, est, et,
    etes, etre, faire, fait, il, je, le, les, lieu, lieux, ma, mais, merci, mes, mon, nos, notre, nous, on, ou,
    par, pas, peut, peux, plus, pour, pourquoi, projet, quand, que, quel, quelle, quels, qui, quoi, sa, salut,
    ses, son, suis, sur, tiers, tu, veux, vos, votre, vous
""")
# English, Spanish, German, Italian, Portuguese, Dutch.
_OTHERS = listed("""
    about, alla, am, anche, and, any, apply, are, at, avere, be, ben, bitte, brauche, buenas, buenos,
    buongiorno, can, cancel, che, ciao, como, could, cuando, cuanto, danke, das, della, der, dias, did, die, do,
    does, donde, dove, een, ein, eine, einen, el, english, esta, estoy, favor, find, for, from, fur, get, gibt,
    gostaria, gracias, grazie, guten, haben, hablar, hallo, has, have, hello, help, het, hi, hoe, hola, how, i,
    ich, if, ik, in, is, ist, it, join, kan, kann, know, like, live, looking, many, me, meeting, mit, mochte,
    money, much, my, naar, necesito, need, nicht, obrigado, of, ola, onde, open, our, para, please, por, posso,
    preciso, progetto, puedo, quanto, quero, quiero, quisiera, register, saber, sapere, should, sie, some, sono,
    speak, tag, tell, tengo, thank, thanks, that, the, there, this, tienes, to, una, und, voglio, vorrei, waar,
    want, we, what, when, where, which, who, wie, wir, with, wo, would, yo, you, your
""")
_LATIN = re.compile(r"[a-zA-ZÀ-ÿ]")


def is_another_language(text: str) -> bool:
    """Whether a text is in another language than French.

    It is where two or more of its words are common in another language, and more than are common in French (in a text
    of at least three words), or where it has six letters or more and none of them is Latin.
    """
    read = plain(text).split()
    foreign = sum(word in _OTHERS and word not in _FRENCH for word in read)
    french = sum(word in _FRENCH for word in read)
    other_script = sum(map(str.isalpha, text)) >= 6 and not _LATIN.search(text)
    return other_script or (len(read) >= 3 and foreign >= 2 and foreign > french)
