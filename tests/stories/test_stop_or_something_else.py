"""Words of a stop that mean something else end nothing and reach the team; what is said besides is not lost."""

from tests.desk import CHLOE, KARINE, Desk

WANTED = (
    "Je ne voudrais surtout pas louper vos prochaines infos",
    "J'ai peur de ne plus recevoir le lien de connexion",
    "Notre trésorière ne nous écrit plus, à qui m'adresser",
    "Désinscrivez-moi de la visite, le car ne passe plus",  # a registration, and no news
)
DOUBTFUL = (
    "Ne m'écrivez pas avant la rentrée, je suis en arrêt",
    "Effacez mon numéro de la page, c'est celui de ma sœur",
    "Trop de messages d'erreur, je n'ai pas pu ouvrir le document",
)
OUTRIGHT = (
    "Désabonnez-moi, notre café a fermé cet été",
    "Je ne veux plus recevoir vos annonces, je quitte l'association",
    "Merci de ne plus m'envoyer de messages, mon mandat est terminé",
)
SHORT = ("Stop it", "No more please", "Lâchez-moi", "oubliez-nous")


async def test_only_a_sure_stop_ends_and_nothing_is_lost(desk: Desk) -> None:
    chloe, karine, aicha = await desk.staff(CHLOE, "team"), await desk.staff(KARINE), await desk.person()
    await aicha.subscribes()
    await chloe.announces("La visite de décembre est ouverte.")
    told = aicha.last("La visite de décembre")
    await aicha.says("Qui vient ?", to=told)
    chloe.news(), karine.news(), aicha.news()
    for words in (*WANTED, *DOUBTFUL):
        said = await aicha.says(words, to=told)
        passed = [one.text for one in (*chloe.news(), *karine.news())]
        assert any(words in one for one in passed), words
        assert not any(one.startswith(("C'est fait.", "C'est arrêté.")) for one in said), words
        assert words in WANTED or aicha.last().button("Ne plus recevoir") is not None, words
    await aicha.says("/abonnements")
    assert ["Les visios : oui"] in aicha.last().labels
    await aicha.presses("Ne plus recevoir", under=aicha.last("Vous ne voulez plus recevoir"))
    assert aicha.last().text.startswith("C'est fait. Vous ne recevez plus : Les visios.")
    for words in (*OUTRIGHT, *SHORT):
        await aicha.subscribes()
        said = await aicha.says(words, to=told)
        assert said[-2 if words in OUTRIGHT else -1].startswith(("C'est fait.", "C'est arrêté.")), words
        assert bool(aicha.last().button("Parler à quelqu'un")) == (words in OUTRIGHT), words
        assert chloe.news() == karine.news() == [], words
    # The button passes on what the message said besides.
    await aicha.presses("Parler à quelqu'un", under=aicha.last("Vous m'avez écrit autre chose"))
    await aicha.says("Saint-Junien")
    await aicha.presses("Envoyer")
    assert len(await desk.cases()) == 2
