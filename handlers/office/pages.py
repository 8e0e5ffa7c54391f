"""The pages of the office, each with the action that it takes: what the chat's buttons take for the same act."""

from handlers.absences.actions import SAY_ABSENCE
from handlers.curation.actions import CURATE
from handlers.office import completing, correcting, entries, entry, files, home, own, questions, team, writing
from handlers.office.actions import USE_OFFICE
from handlers.office.visit import Page
from handlers.roles.actions import INVITE, WITHDRAW

_ENTRY, _DRAFT = "/base/fiche/{entry}", "/base/brouillon/{draft}"
ROUTES: tuple[Page, ...] = (
    Page("", USE_OFFICE, home.home),
    Page("/sortir", USE_OFFICE, home.leave, deed=True),
    Page("/moi", USE_OFFICE, own.show_own),
    Page("/moi/fermer", USE_OFFICE, own.close_everywhere, deed=True),
    Page("/moi/absence", SAY_ABSENCE, own.say_absence, deed=True),
    Page("/moi/absence/fin", SAY_ABSENCE, own.end_absence, deed=True),
    Page("/base", CURATE, entries.show_entries),
    Page("/base/approuver", CURATE, entries.approve_ticked, deed=True),
    Page("/base/imprimer", CURATE, entries.print_all),
    Page(_ENTRY, CURATE, entry.show_entry),
    Page(f"{_ENTRY}/approuver", CURATE, entry.approve, deed=True),
    Page(f"{_ENTRY}/retirer", CURATE, entry.withdraw, deed=True),
    Page(f"{_ENTRY}/defaire", CURATE, entry.undo, deed=True),
    Page(f"{_ENTRY}/remettre", CURATE, entry.put_back, deed=True),
    Page(f"{_ENTRY}/laisser", CURATE, entry.let_go, deed=True),
    Page(f"{_ENTRY}/histoire", CURATE, entry.show_history),
    Page(f"{_ENTRY}/phrase/{{place}}", CURATE, correcting.ask_sentence),
    Page(f"{_ENTRY}/phrase/{{place}}", CURATE, correcting.correct_sentence, deed=True),
    Page(f"{_ENTRY}/modifier", CURATE, writing.begin_rewriting),
    Page(f"{_ENTRY}/modifier", CURATE, writing.rewrite, deed=True),
    Page("/base/nouvelle", CURATE, writing.begin_new),
    Page("/base/nouvelle", CURATE, writing.write_new, deed=True),
    Page("/base/brouillons", CURATE, writing.show_drafts),
    Page(_DRAFT, CURATE, writing.show_draft),
    Page(f"{_DRAFT}/modifier", CURATE, writing.edit_draft),
    Page(f"{_DRAFT}/modifier", CURATE, writing.rewrite_draft, deed=True),
    Page(f"{_DRAFT}/reprendre", CURATE, writing.take_up_again, deed=True),
    Page(f"{_DRAFT}/publier", CURATE, writing.publish, deed=True),
    Page(f"{_DRAFT}/jeter", CURATE, writing.drop, deed=True),
    Page("/base/fichiers", CURATE, files.show_files),
    Page("/base/fichiers", CURATE, files.bring_in, deed=True),
    Page("/base/fichiers/changees", CURATE, files.export_changed),
    Page("/base/fichiers/toutes", CURATE, files.export_all),
    Page("/questions", CURATE, questions.show_questions),
    Page("/questions/{number}/ajouter", CURATE, questions.answer_group, deed=True),
    Page("/questions/{number}/ecarter", CURATE, questions.drop_group, deed=True),
    Page("/completer", CURATE, completing.show_facts),
    Page("/completer/{fact}", CURATE, completing.tell_fact, deed=True),
    Page("/completer/{fact}/inconnu", CURATE, completing.not_known, deed=True),
    Page("/equipe", INVITE, team.show_team),
    Page("/equipe/inviter", INVITE, team.invite_somebody, deed=True),
    Page("/equipe/retirer", WITHDRAW, team.end_somebody, deed=True),
    Page("/journal", INVITE, team.show_journal),
)
