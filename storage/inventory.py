"""All that is stored, table by table: whose it is, why, how long, who sees it. Export, erasure and purge obey it.

A table with a column that names a person and no line here fails a test.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.erasures import first_salt, hash_person
from storage.records import METADATA
from storage.traces import Traces, parts, traces_of
from storage.traces_erased import erase_traces

# Columns that hold a Telegram id of a person or of their private chat.
PERSON_COLUMNS = ("telegram_id", "chat_id", "used_by", "person_hash", "role_hash", "author_hash")
# Columns that name somebody in a row of somebody else: an erasure empties them, and the row stays.
NAMED_BESIDE = (("cases", "owner_id"),)


@dataclass(frozen=True)
class Kept:
    """`person`: the column that names the person, None where the table holds nobody; `hashed`: by a keyed hash.

    `lifetime`: the name of a lifetime of the settings (`RETENTION`), or None: as long as what it serves.
    `purpose` and `seen_by` are in French: people read them.
    """

    table: str
    person: str | None
    purpose: str
    lifetime: str | None
    seen_by: str
    exported: bool = True
    erased: bool = True
    hashed: bool = False


INVENTORY = (
    Kept("people", "telegram_id", "vous répondre et retrouver le lieu de votre projet", "person", "personne"),
    Kept("consents", "telegram_id", "prouver ce que vous avez accepté", "person", "l'équipe technique"),
    Kept("subscriptions", "telegram_id", "vous prévenir de ce que vous avez choisi", "person", "l'équipe"),
    Kept("deliveries", "telegram_id", "vous envoyer chaque annonce une seule fois", "person", "l'équipe"),
    Kept("announcement_screens", "telegram_id", "montrer l'avancement d'une annonce", "person", "l'équipe"),
    Kept("dialogues", "telegram_id", "reprendre un formulaire commencé", "dialogues", "personne"),
    Kept("cases", "telegram_id", "confier votre demande à une personne et la suivre", "cases", "l'équipe"),
    Kept("case_messages", "telegram_id", "relier vos messages à votre demande", "cases", "l'équipe"),
    Kept("case_copies", "chat_id", "savoir si un message est arrivé", "cases", "l'équipe"),
    Kept("case_events", None, "raconter ce qui est arrivé à une demande", "cases", "l'équipe"),
    Kept("absences", "telegram_id", "confier vos demandes à qui vous remplace", "person", "l'équipe"),
    Kept("outbox", "chat_id", "vous faire parvenir chaque réponse, une seule fois", "messages", "l'équipe technique"),
    Kept("pauses", "chat_id", "respecter le rythme que Telegram impose", "messages", "l'équipe technique"),
    Kept("updates_set_aside", "telegram_id", "réparer une panne et vous répondre", "set_aside", "l'équipe technique"),
    Kept("rates", "telegram_id", "protéger le service des envois en masse", "rates", "l'équipe technique"),
    Kept("profiles", "telegram_id", "vous inscrire sans tout redemander", "person", "l'équipe"),
    Kept(
        "registrations",
        "telegram_id",
        "vous inscrire, vous rappeler la date, préparer la réunion",
        "meetings",
        "l'équipe",
    ),
    Kept("reminders", "telegram_id", "vous rappeler une date une seule fois", "meetings", "personne"),
    Kept("meeting_wishes", "telegram_id", "vous prévenir de la prochaine date", "person", "personne"),
    Kept("meetings", None, "annoncer les réunions et leurs dates", "meetings", "tout le monde"),
    Kept("roles", "telegram_id", "savoir qui fait partie de l'équipe", None, "l'équipe"),
    Kept("invitations", "used_by", "relier une personne à son rôle", "invitations", "l'équipe"),
    Kept(
        "erasures",
        "person_hash",
        "vous effacer aussi d'une ancienne sauvegarde",
        None,
        "personne",
        exported=False,
        erased=False,
    ),
    Kept(
        "ended_roles",
        "role_hash",
        "ne pas rendre un rôle retiré avec une ancienne sauvegarde",
        None,
        "personne",
        exported=False,
        erased=False,
    ),
    Kept("erasure_salt", None, "rendre ces empreintes illisibles", None, "personne"),
    Kept("base_changes", None, "garder les corrections de l'équipe", None, "l'équipe"),
    Kept("base_approvals", None, "dire qui a approuvé une réponse", None, "tout le monde"),
    Kept("base_version", None, "servir partout la dernière correction", None, "personne"),
    Kept(
        "kept_questions",
        "author_hash",
        "améliorer les réponses, sans savoir qui a demandé",
        "questions",
        "l'équipe",
        hashed=True,
    ),
    Kept("updates_done", None, "ne rien faire deux fois", "updates", "personne"),
    Kept("mails", None, "écrire par mail à l'équipe et aux partenaires qui n'ont pas Telegram", "messages", "l'équipe"),
    Kept("announcements", None, "garder les annonces faites au réseau", None, "l'équipe"),
    Kept("alerts", None, "prévenir l'équipe d'une panne", "alerts", "l'équipe"),
    Kept("business_clock", None, "avancer l'heure dans la démonstration", None, "personne"),
    Kept("duties", None, "faire à l'heure ce qui revient", None, "personne"),
)


def table_of(kept: Kept) -> Table:
    return METADATA.tables[kept.table]


async def rows_of(session: AsyncSession, kept: Kept, telegram_id: int) -> list[dict[str, Any]]:
    """What a table holds of a person."""
    others = {column for table, column in NAMED_BESIDE if table == kept.table}
    columns = [column for column in table_of(kept).columns if column.name not in others]
    found = await session.execute(select(*columns).where(await _are_theirs(session, kept, [telegram_id])))
    return [dict(row) for row in found.mappings()]


async def _are_theirs(session: AsyncSession, kept: Kept, telegram_ids: Collection[int]) -> ColumnElement[bool]:
    named: list[int] | list[str] = list(telegram_ids)
    if kept.hashed:
        salt = await first_salt(session)
        named = [hash_person(one, salt) for one in telegram_ids]
    return table_of(kept).c[str(kept.person)].in_(named)


async def erase_rows_of(session: AsyncSession, telegram_ids: Collection[int], traces: Traces | None = None) -> None:
    """Erases persons from every table that holds them, and from rows of others, all of them in one pass.

    `traces`: as they were before the persons' cases were taken back.
    """
    await erase_traces(session, traces or await traces_of(session, telegram_ids))
    for some in parts(sorted(telegram_ids)):
        for kept in INVENTORY:
            if kept.person is not None and kept.erased:
                await session.execute(delete(table_of(kept)).where(await _are_theirs(session, kept, some)))
        for name, column in NAMED_BESIDE:
            table = METADATA.tables[name]
            await session.execute(update(table).where(table.c[column].in_(some)).values({column: None}))


async def all_who_are_kept(session: AsyncSession) -> set[int]:
    """The Telegram ids of everybody of whom something is kept."""
    named = [kept for kept in INVENTORY if kept.person is not None and kept.erased and not kept.hashed]
    columns = [table_of(kept).c[str(kept.person)] for kept in named]
    columns += [METADATA.tables[table].c[column] for table, column in NAMED_BESIDE]
    everybody: set[int] = set()
    for column in columns:
        everybody.update(await session.scalars(select(column).where(column.is_not(None)).distinct()))
    return everybody


async def people_unseen_since(session: AsyncSession, moment: datetime) -> list[int]:
    """But those who hold a role."""
    people, roles = METADATA.tables["people"], METADATA.tables["roles"]
    unseen = select(people.c.telegram_id).where(people.c.last_seen_at < moment)
    return list(await session.scalars(unseen.where(people.c.telegram_id.not_in(select(roles.c.telegram_id)))))


async def forget_people_before(session: AsyncSession, moment: datetime) -> list[int]:
    """People not seen since: erased everywhere."""
    ids = await people_unseen_since(session, moment)
    await erase_rows_of(session, ids)
    return ids
