"""The base as files, for the repository, and back: what the team changed is given as a ZIP, and files become drafts."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from handlers.curation.actions import CURATE
from handlers.office import drafting
from handlers.office import form_texts as words
from handlers.office.drafting import file_of
from handlers.office.entry_form import typed_of
from handlers.office.visit import Answer, Given, SentTo, Shown, Upload, Visit
from knowledge.base.check import check_entries
from knowledge.base.entry import Entry, read_data
from knowledge.base.writing import written

DAY_ZERO = (2020, 1, 1, 0, 0, 0)  # so that the same base always gives the same file


def changed(visit: Visit) -> list[Entry]:
    """Return the entries that are served otherwise than their files say, new ones included."""
    files = visit.knowledge.files
    return [one for one in visit.knowledge.entries.values() if written(one) != file_of(files.get(one.id))]


async def show_files(visit: Visit) -> Answer:
    """Show which entries differ from their files, with ways to take them out and to bring files in."""
    return _page(visit)


def _page(visit: Visit, faults: Sequence[str] = (), why: str = "") -> Answer:
    fields = {"changed": changed(visit), "faults": faults, "why": why, "total": len(visit.knowledge.entries)}
    return Shown("fichiers.html", fields, 422 if why else 200)


async def export_changed(visit: Visit) -> Answer:
    """Give the files of the entries that the team changed."""
    return _zip("fiches-changees.zip", changed(visit))


async def export_all(visit: Visit) -> Answer:
    """Give the files of all entries."""
    return _zip("fiches.zip", visit.knowledge.entries.values())


def _zip(name: str, entries: Iterable[Entry]) -> Given:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in entries:
            packed.writestr(zipfile.ZipInfo(f"entries/{entry.id}.md", DAY_ZERO), written(entry))
    return Given(name, "application/zip", data.getvalue())


async def bring_in(visit: Visit) -> Answer:
    """Keep each file that was sent as a draft; where one has faults, keep none, and show them."""
    visit.must_be_allowed(CURATE)
    sent = [one for one in visit.values.files if one.name]
    others = [one.name for one in sent if not _is_of_entry(one)]
    if others or not sent:
        return _page(visit, why=words.no_entries(others) if others else words.NO_FILES)
    read = [_read(visit, one) for one in sent]
    faults = [fault for _, own in read for fault in own]
    if faults:
        return _page(visit, faults, words.FAULTY_FILES)
    for entry, _ in read:
        if entry is not None:
            served = visit.knowledge.entries.get(entry.id)
            await drafting.keep_draft(visit, file_of(served), entry, typed_of(entry))
    return SentTo("/base/brouillons", "brought_in")


def _is_of_entry(sent: Upload) -> bool:
    """Tell whether a file may be one of an entry, with faults or without: no letter, picture or table."""
    text = sent.data.decode("utf-8", "replace").removeprefix("﻿")
    return sent.name.endswith(".md") and text.startswith(("---", "�"))  # the reader says what is not UTF-8


def _read(visit: Visit, sent: Upload) -> tuple[Entry | None, list[str]]:
    read = read_data(sent.data, sent.name.rpartition("/")[2].removesuffix(".md"))
    if read.entry is None:
        return None, read.faults
    whole = {**visit.knowledge.entries, read.entry.id: read.entry}
    found = check_entries(whole, tuple(visit.knowledge.subjects))
    return read.entry, [one for one in found if one.startswith(f"{read.entry.id}.md:")]
