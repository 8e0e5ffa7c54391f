"""Moments as French says them: "demain à 9 h", "mardi 1er décembre à 12 h 30"."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def hour(moment: datetime, zone: ZoneInfo) -> str:
    """Write the local hour of a moment in French, such as "9 h" or "12 h 05"."""
    local = moment.astimezone(zone)
    return f"{local.hour} h {local.minute:02}" if local.minute else f"{local.hour} h"


def day(when: date) -> str:
    """Write a day in French without its year, such as "mardi 1er décembre"."""
    return f"{DAYS[when.weekday()]} {'1er' if when.day == 1 else when.day} {MONTHS[when.month - 1]}"


def full_date(when: date) -> str:
    """Write a date in French, such as "1er décembre 2026"."""
    return f"{'1er' if when.day == 1 else when.day} {MONTHS[when.month - 1]} {when.year}"


def day_and_hour(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Write a moment in French as seen from `now`, such as "demain à 9 h"; a year other than this one is added."""
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    near = {0: "aujourd'hui", 1: "demain", -1: "hier"}.get((local - today).days)
    year = "" if near or local.year == today.year else f" {local.year}"
    return f"{near or day(local)}{year} à {hour(moment, zone)}"


def counted(number: int, one: str, several: str = "") -> str:
    """Write a number and its noun, such as "1 dossier" or "3 dossiers"; zero takes the singular, as French has it.

    Without `several` the plural is `one` with an "s".
    """
    return f"{number} {one if number < 2 else several or f'{one}s'}"


def month(name: str) -> str:
    """Write a month given as "2026-12" in French: "décembre 2026"."""
    year, _, number = name.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def duration(much: timedelta) -> str:
    """Write a duration in French, in whole years, else days, else hours, such as "un an", "90 jours" or "2 heures"."""
    days, hours = much.days, int(much.total_seconds() // 3600)
    if days and days % 365 == 0:
        return "un an" if days == 365 else f"{days // 365} ans"
    if days:
        return "un jour" if days == 1 else f"{days} jours"
    return "une heure" if hours == 1 else f"{hours} heures"
