"""Words around a place that add nothing to it, by which a text is known to be nothing but a place."""

from collections.abc import Iterable

from knowledge.text.lists import listed

PLAIN = listed("""
    bonjour, bonsoir, salut, slt, bjr, bsr, hello, coucou, re, je, j, suis, jsuis, jsui, sui, chui, chuis, nous,
    sommes, on, est,
    c, cest, a, de, d, habite, jhabite, vis, commune, ville, village, mairie, merci, svp, stp, s, il, vous,
    plait, te, oui, alors, euh, donc, ok, moi, et, france, code, postal, cp, rep, reponse, madame, monsieur,
    vers, pres, bientot, non, pardon, plutot, finalement, enfin, nan
""")
FILLERS = PLAIN | listed("""
    au, aux, en, dans, ds, sur, le, la, les, l, du, des, un, une, ma, mon, notre, nos, pour, par, cote, secteur,
    departement, dept, dpt, dep, dpts, region, ancienne, ancien, ex, lieu, projet, asso, association, collectif,
    sera, serait, situe, situee, situes, base, basee, bases, basees, installe, installee, installes, installees,
    qui, quelle, quel, deleguee, delegue, contact, contacter, suit, est, ce, ici, habitons, vivons, localise,
    localisee, localises, se, trouve, trouvons, autour, alentours, proche, environs, tout, nord, sud, ouest,
    centre, numero, no, bout, coin, petit, petite, grand, plage, gare, port, ocean, bord, bourg, vient, d,
    depuis, actuellement, actuel, chez, y, cherche, chercher, voudrais, veux, fait, desole, desolee, trompe,
    trompee, trompes, me, m, erreur, corrige, correction, excusez
""")


def only(words: Iterable[str], fillers: frozenset[str]) -> bool:
    """Whether every word is one of `fillers`; true also where there are no words."""
    return all(word in fillers for word in words)
