"""The pages of the office, each with the action that it takes: what the chat's buttons take for the same act."""

from handlers.absences.actions import SAY_ABSENCE
from handlers.curation.actions import CURATE
from handlers.office import completing, correcting, entries, entry, home, own, questions, team
from handlers.office.actions import USE_OFFICE
from handlers.office.visit import Page
from handlers.roles.actions import INVITE, WITHDRAW

_ENTRY = "/base/fiche/{entry}"
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
