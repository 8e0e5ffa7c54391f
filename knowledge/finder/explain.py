"""Why a text got its outcome, in French, for the team."""

from collections.abc import Sequence

from knowledge.finder.finder import Finding
from knowledge.finder.pieces import Piece
from knowledge.finder.services import SAID


def set_aside(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return lines in French that tell the team which pieces of a text were set aside, and as what."""
    return tuple(f"Mis de côté : « {piece.text} » ({SAID[piece.aside]})." for piece in pieces if piece.aside)


def explain(finding: Finding) -> tuple[str, ...]:
    """Return lines in French that tell the team why the text got this outcome."""
    scores = finding.scores
    lines = [f"Lu comme la suite de la réponse « {finding.follows} »."] if finding.follows else []
    lines.append(_outcome_in_words(finding))
    if finding.also:
        lines.append(f"Demandé aussi dans le même message : {', '.join(finding.also)}.")
    if finding.suggestions[1:]:
        lines.append(f"Ensuite viennent : {', '.join(finding.suggestions[1:])}.")
    lines.append(f"La tournure la plus proche de cette fiche : « {scores.nearest.wording} ».")
    if scores.nearest_out > scores.nearest_any:
        lines.append("Le texte ressemble davantage à un texte hors sujet qu'à une tournure de la base.")
    if scores.strange:
        lines.append(f"Mots absents des fiches : {', '.join(scores.strange)}.")
    return tuple(lines)


def _outcome_in_words(finding: Finding) -> str:
    best, sure, needed = finding.suggestions[0], f"{finding.confidence * 100:.0f} %", f"{finding.needed * 100:.0f} %"
    if finding.outcome == "answer":
        return f"Répondu avec la fiche « {best} » : sûr à {sure}, et {needed} suffisent."
    if finding.outcome == "suggest":
        return f"Pas assez sûr pour répondre, des fiches sont proposées : « {best} », sûr à {sure} ; il faut {needed}."
    return f"Rien ne convient : même la fiche la plus proche, « {best} », n'est sûre qu'à {sure} ; il faut {needed}."
