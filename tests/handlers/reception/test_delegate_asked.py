"""The answers that speak of « votre déléguée » can tell who she is."""

from bot.demo.people import Person


async def test_who_your_delegate_is_can_be_asked_until_a_place_is_known(aicha: Person) -> None:
    who = "À confirmer auprès de votre déléguée. Écrivez-moi votre commune : je vous dis qui c'est."
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    assert answer.text.split("\n\n")[-2].endswith(who)
    (answer,) = await aicha.ask("comment devenir sociétaire de la Coopérative ?")  # another person answers for it
    assert who not in answer.text
    await aicha.ask("Guéret")
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    assert who not in answer.text


async def test_answer_that_asks_for_the_commune_asks_once(aicha: Person) -> None:
    (answer,) = await aicha.ask("où trouver un tiers-lieu près de chez moi ?")
    assert answer.text.count("commune") == 1
