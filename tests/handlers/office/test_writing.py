"""An entry written in the office, new or rewritten: what is wrong is said beside its field, what it alters is shown."""

import asyncio
import io
import zipfile

import aiohttp
from sqlalchemy import delete, select

from bot.clock import machine_now
from handlers.office.door import mark_of
from knowledge.base.writing import read_back
from storage.curation import BaseChange
from storage.drafts import EntryDraft
from storage.kept_questions import KeptQuestion
from tests.handlers.curation.curator import Curator
from tests.handlers.office.conftest import CHLOE
from tests.handlers.office.visitor import Read, Visitor, visitor
from tests.house import Ground, link

AMOUNTS = "/base/fiche/ami-montants"
ANSWER = """Oui, la mairie prête souvent une salle. La location coûte 40 € par jour (2026).

Demandez à l'accueil :
- la date
- le matériel"""
NEW = {
    "titre": "Louer une salle à la mairie", "sujet": "ouvrir", "referent": "delegate", "reponse": ANSWER,
    "suite": "", "demandes": "louer une salle zorglub\nc combien la salle zorglub de la mairie",
    "sources-0-nom": "service-public.gouv.fr", "sources-0-adresse": "https://www.service-public.gouv.fr/salle",
    "sources-0-date": "mars 2026", "sources-0-id": "",
    "sources-1-nom": "Mairie de Niort", "sources-1-adresse": "", "sources-1-date": "2026", "sources-1-id": "",
    "paires-0-demandes": "c combien par jour la salle zorglub", "paires-0-source": "1",
    "paires-0-phrase": "La location coûte 40 € par jour (2026).",
    "liees-0": "ami-montants", "relire": "2030-01-31", "etape": "talk",
}  # fmt: skip
WRITTEN = "louer-une-salle-a-la-mairie"


async def seen(office: Visitor, page: Read, words: str) -> Read:
    """Look at a draft until what it alters is computed."""
    for _ in range(200):
        if words in page.words:
            return page
        await asyncio.sleep(0.1)
        page = await office.opens(page.path.partition("?")[0])
    raise AssertionError(page.words)


async def test_new_entry_is_written_previewed_published_answered_and_undone(
    few_office: Visitor, here_few: Ground
) -> None:
    office, here = few_office, here_few
    assert "Écrivez comme vous parlez." in (await office.opens("/base/nouvelle")).words
    page = await office.sends("/base/nouvelle", NEW)
    assert "Rien n'est encore publié." in page.words
    assert "<b>Oui, la mairie prête souvent une salle.</b>" in page.text
    page = await seen(office, page, "de réponse")
    done = await office.sends(f"{page.path}/publier")
    assert "C'est publié." in done.words
    assert done.title == "Louer une salle à la mairie"
    bao = Curator(here, here.telegram.person(id=102, first_name="Bao"))
    assert (await bao.says(f"/start q-{WRITTEN}")).startswith("Oui, la mairie prête souvent")
    await here.house.keeper.look()
    assert WRITTEN in here.house.keeper.current().learned
    said = await bao.says("c combien par jour la salle zorglub")
    assert said.startswith("La location coûte 40 € par jour (2026).")
    assert "Mairie de Niort" in said
    assert "Ce brouillon n'est plus là" in (await office.sends(f"{page.path}/publier")).words
    history = await office.opens(f"/base/fiche/{WRITTEN}/histoire")
    assert "La fiche réécrite" in history.words
    assert "depuis le bureau" in history.words
    undone = await office.sends(f"/base/fiche/{WRITTEN}/defaire", {"changement": history.field("changement")})
    assert "C'est défait. Cette fiche n'est plus dans la base." in undone.words
    assert "40 €" not in await bao.says("c combien par jour la salle zorglub")
    assert "n'est plus dans la base" in (await office.opens(f"/base/fiche/{WRITTEN}")).words


WRONG = {
    "titre": ("", "écrivez la question en quelques mots"),
    "reponse": ("mot " * 120, "la réponse a 120 mots"),
    "suite": ("Une phrase.\n\n# Un titre\n\nUne autre.", "la mise en forme de « # Un titre »"),
    "demandes": ("appelez le 06 12 34 56 78", "elle contient un nom, un numéro ou une adresse"),
    "sources-0-adresse": ("http://exemple.fr", "l'adresse commence par https://"),
    "sources-0-date": ("", "une source a un nom et une date"),
    "paires-0-phrase": ("Le prix est de 40 €.", "ajoutez l'année à côté du chiffre"),
    "paires-0-demandes": ("", "une paire a au moins une question et une phrase"),
    "relire": ("2020-01-01", "à venir"),
    "etape": ("link", "écrivez l'adresse d'une page"),
    "court": ("x" * 31, "le titre court tient en 30 caractères"),
}


async def test_what_is_wrong_is_said_beside_its_field_and_the_words_stay(office: Visitor) -> None:
    for name, (value, why) in WRONG.items():
        page = await office.sends("/base/nouvelle", {**NEW, name: value})
        assert page.status == 422, name
        assert why in page.words, name
        assert page.area("demandes"), name
    elsewhere = {**NEW, "paires-0-source": "", "paires-0-phrase": "Ailleurs, c'est dit."}
    assert "n'est pas dans la réponse" in (await office.sends("/base/nouvelle", elsewhere)).words
    figure = {**NEW, "paires-0-phrase": "", "paires-0-demandes": ""}
    page = await office.sends("/base/nouvelle", figure)
    assert "dites, plus bas, d'où vient chaque chiffre" in page.words
    name = page.text.partition('<select name="chiffre-')[2].partition('"')[0]
    assert "C'est un brouillon." in (await office.sends("/base/nouvelle", {**figure, f"chiffre-{name}": "1"})).words
    more = await office.sends("/base/nouvelle", {**NEW, "titre": "", "ajouter": "oui"})
    assert more.status == 200
    assert "Source 4" in more.words


async def test_draft_of_a_new_entry_keeps_its_place_under_another_title(office: Visitor) -> None:
    page = await office.sends("/base/nouvelle", NEW)
    again = await office.sends(f"{page.path}/modifier", {**NEW, "titre": "Une salle à la mairie"})
    assert again.path == page.path
    assert again.title == "Une salle à la mairie"


async def test_draft_that_the_base_no_longer_takes_says_why(few_office: Visitor, here_few: Ground) -> None:
    asked = {**NEW, "titre": "Le zorglub", "demandes": "le zorglub du jeudi", "paires-0-demandes": "zorglub combien"}
    page = await few_office.sends("/base/nouvelle", asked)
    number = page.path.rpartition("/")[2]
    async with here_few.house.database.transaction() as session:
        draft = await session.get(EntryDraft, int(number))
        assert draft is not None
        draft.written = draft.written.replace("le zorglub du jeudi", "plafond AMI tiers-lieux")
    refused = await few_office.sends(f"{page.path}/publier")
    assert refused.status == 422
    assert "a déjà cette façon de demander" in refused.words
    await few_office.sends(f"{page.path}/jeter")


async def test_source_of_a_pair_is_that_of_its_row_though_a_row_before_is_empty(office: Visitor) -> None:
    third = {f"sources-2-{name}": NEW[f"sources-1-{name}"] for name in ("nom", "adresse", "date", "id")}
    gap = {f"sources-1-{name}": "" for name in ("nom", "adresse", "date")}
    last = {"sources-3-nom": "Une autre", "sources-3-adresse": "", "sources-3-date": "2026", "sources-3-id": ""}
    page = await office.sends("/base/nouvelle", {**NEW, **third, **gap, **last, "paires-0-source": "2"})
    sent = (await office.opens(f"{page.path}/modifier")).typed()
    assert sent["paires-0-source"] == ["2"]
    async with office.here.house.database.reading() as session:
        draft = (await session.scalars(select(EntryDraft).order_by(EntryDraft.id.desc()))).first()
    entry = read_back(draft.written, draft.entry) if draft is not None else None
    assert entry is not None
    assert [fact.source.name for fact in entry.facts if fact.source is not None] == ["Mairie de Niort"]


async def test_words_that_no_longer_fit_are_mended_before_the_draft_is_on_the_entry_of_today(
    few_office: Visitor, here_few: Ground
) -> None:
    typed = (await few_office.opens(f"{AMOUNTS}/modifier")).typed()
    mine = await few_office.sends(f"{AMOUNTS}/modifier", {**typed, "demandes": "combien le zorglub de la région"})
    other = await few_office.sends(f"{AMOUNTS}/modifier", {**typed, "court": "L'AMI en euros"})
    await few_office.sends(f"{other.path}/publier")
    async with here_few.house.database.transaction() as session:
        draft = await session.get(EntryDraft, int(mine.path.rpartition("/")[2]))
        assert draft is not None
        draft.fields = {**draft.fields, "titre": [""]}
    page = await few_office.sends(f"{mine.path}/reprendre")
    assert page.status == 422
    # Left without a mend: the draft is still on the entry of before, and publishes nothing.
    assert "Rien n'est publié, vos mots sont gardés." in (await few_office.sends(f"{mine.path}/publier")).words
    mended = await few_office.sends(f"{mine.path}/modifier", {**page.typed(), "titre": typed["titre"]})
    assert "Quelqu'un a changé" not in mended.words
    await few_office.sends(f"{mended.path}/jeter")


async def test_rewritten_entry_keeps_all_that_was_not_touched(few_office: Visitor, here_few: Ground) -> None:
    before = here_few.house.keeper.current().entries["ami-montants"]
    page = await few_office.opens(f"{AMOUNTS}/modifier")
    page = await few_office.sends(f"{AMOUNTS}/modifier", page.typed())
    assert "Rien ne change." in page.words
    assert "Aucune autre question connue ne change" in page.words
    sent = (await few_office.opens(f"{page.path}/modifier")).typed()
    page = await few_office.sends(f"{page.path}/modifier", {**sent, "court": "Combien paie l'AMI"})
    await few_office.sends(f"{page.path}/publier")
    await here_few.house.keeper.look()
    after = here_few.house.keeper.current().entries["ami-montants"]
    assert (after.answer, after.more, after.facts, after.questions, after.short) == (
        before.answer, before.more, before.facts, before.questions, "Combien paie l'AMI",
    )  # fmt: skip
    page = await few_office.opens(f"{AMOUNTS}/histoire")
    assert "Combien paie l'AMI" in page.words


async def test_second_of_two_who_rewrite_sees_the_first_and_loses_nothing(
    few_office: Visitor, here_few: Ground
) -> None:
    lucile = here_few.telegram.person(id=205, first_name="Lucile")
    await link(here_few, lucile, "team", "Lucile Aigron")
    async with visitor(here_few) as other:
        await other.enters(lucile)
        mine, hers = [(await one.opens(f"{AMOUNTS}/modifier")).typed() for one in (few_office, other)]
        first = await few_office.sends(f"{AMOUNTS}/modifier", {**mine, "court": "L'AMI : combien"})
        second = await other.sends(f"{AMOUNTS}/modifier", {**hers, "relire": "2031-01-31"})
        await few_office.sends(f"{first.path}/publier")
        page = await other.sends(f"{second.path}/publier")
        assert "Quelqu'un a changé cette fiche entre-temps. Rien n'est publié, vos mots sont gardés." in page.words
        assert "L'AMI : combien" in page.words
        page = await other.sends(f"{second.path}/reprendre")
        assert "Vos mots sont sur la version d'aujourd'hui." in page.words
        await other.sends(f"{second.path}/publier")
    await here_few.house.keeper.look()
    now = here_few.house.keeper.current().entries["ami-montants"]
    assert (now.short, now.review_by.year) == ("L'AMI : combien", 2031)


async def test_base_goes_out_as_files_and_comes_back_as_drafts(few_office: Visitor) -> None:
    assert "autrement que dans les fichiers" in (await few_office.opens("/base/fichiers")).words
    sent = (await few_office.opens(f"{AMOUNTS}/modifier")).typed()
    page = await few_office.sends(f"{AMOUNTS}/modifier", {**sent, "court": "Combien paie l'AMI"})
    await few_office.sends(f"{page.path}/publier")
    async with few_office.session.get(f"{few_office.base}/bureau/base/fichiers/changees") as answer:
        packed = zipfile.ZipFile(io.BytesIO(await answer.read()))
    assert "entries/ami-montants.md" in packed.namelist()
    text = packed.read("entries/ami-montants.md").decode()
    assert 'short: "Combien paie l\'AMI"' in text
    faulty = await bring(few_office, "ami-montants.md", b"\xff\xd8 an image")
    assert "the file is not UTF-8" in faulty.words
    assert "Aucun fichier n'est gardé" in faulty.words
    letter = await bring(few_office, "Lettre.docx", b"PK\x03\x04")
    assert (letter.status, "« Lettre.docx » : ce n'est pas un fichier de fiche" in letter.words) == (422, True)
    assert "Erreur : choisissez au moins un fichier de fiche (.md)." in (await few_office.sends("/base/fichiers")).words
    page = await bring(few_office, "ami-montants.md", text.replace("Combien paie", "Ce que paie").encode())
    assert "Chaque fichier est un brouillon." in page.words


async def bring(office: Visitor, name: str, data: bytes) -> Read:
    form = aiohttp.FormData()
    form.add_field("marque", mark_of(office.token))
    form.add_field("fichiers", data, filename=name, content_type="text/markdown")
    async with office.session.post(f"{office.base}/bureau/base/fichiers", data=form) as answer:
        return Read(answer.status, answer.url.path_qs.removeprefix("/bureau"), await answer.text())


async def test_question_without_answer_finds_its_entry(few_office: Visitor, here_few: Ground) -> None:
    office, here = few_office, here_few
    async with here.house.database.transaction() as session:
        await session.execute(delete(KeptQuestion))  # one of the test before may have come late
        for words in (
            "le zorglub municipal du mercredi",
            "le zorglub municipal du mercredi svp",
            "quel temps fera-t-il",
        ):
            session.add(KeptQuestion(text=words, reason="unknown", asked_at=machine_now(), department="79"))
    page = await office.opens("/questions")
    assert "2 groupes" in page.words
    assert "Deux-Sèvres" in page.words
    none = await office.sends("/questions/1/ajouter", {"mots": "le zorglub"})
    assert "Erreur : choisissez la fiche qui répond." in none.words
    taken = await office.sends("/questions/1/ajouter", {"mots": "plafond AMI tiers-lieux", "fiche": "fdva"})
    assert "a déjà cette façon de demander" in taken.words
    assert 'value="plafond AMI tiers-lieux"' in taken.text  # what was typed and chosen stays
    assert '<option value="fdva" selected>' in taken.text
    done = await office.sends("/questions/1/ajouter", {"mots": "le zorglub municipal", "fiche": "ami-montants"})
    assert "C'est ajouté." in done.words
    assert "C'est écarté." in (await office.sends("/questions/3/ecarter")).words
    assert "Aucune question n'attend." in (await office.opens("/questions")).words
    async with here.house.database.reading() as session:
        (row,) = (await session.scalars(select(BaseChange).where(BaseChange.kind == "added"))).all()
    assert (row.kind, row.new, row.door, row.by) == ("added", "le zorglub municipal", "office", CHLOE)
