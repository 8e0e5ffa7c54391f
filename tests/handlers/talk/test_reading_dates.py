"""The one reader of typed dates: a table of wordings; and what the bot shows is read back as the same moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handlers.talk.dates import day, day_and_hour, full_date
from handlers.talk.moments.reading import read_date, read_days, read_moment
from handlers.talk.moments.words import Unread
from handlers.talk.texts import UNREAD_DATE

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 30, 10, 0, tzinfo=PARIS)  # a Monday
# What is typed, then what is read: a day, first and last day, an hour, or why it is refused.
DAYS = """
demain                                | 2026-12-01
après-demain                          | 2026-12-02
apres demain                          | 2026-12-02
aujourd'hui                           | 2026-11-30
Aujourd’hui                           | 2026-11-30
ce jour                               | 2026-11-30
lundi                                 | 2026-12-07
jeudi                                 | 2026-12-03
un jeudi                              | 2026-12-03
jeu.                                  | 2026-12-03
lundi prochain                        | 2026-12-07
jeudi de la semaine prochaine         | 2026-12-10
dans 3 jours                          | 2026-12-03
dans une semaine                      | 2026-12-07
dans quinze jours                     | 2026-12-15
3/12                                  | 2026-12-03
3.12                                  | 2026-12-03
3-12                                  | 2026-12-03
3 / 12                                | 2026-12-03
9/12                                  | 2026-12-09
3-12-2026                             | 2026-12-03
3/12/27                               | 2027-12-03
2026-12-03                            | 2026-12-03
3 décembre                            | 2026-12-03
le 3 DÉCEMBRE.                        | 2026-12-03
3 déc                                 | 2026-12-03
3 déc.                                | 2026-12-03
28 déc                                | 2026-12-28
1er décembre                          | 2026-12-01
le 1er janvier                        | 2027-01-01
le premier janvier                    | 2027-01-01
15 janvier                            | 2027-01-15
15 août                               | 2027-08-15
2 févr.                               | 2027-02-02
jeudi 3                               | 2026-12-03
jeudi 3 décembre                      | 2026-12-03
demain, mardi 1er décembre            | 2026-12-01
3 décembre 2027                       | 2027-12-03
le 3 décembre prochain                | 2026-12-03
je serai absente demain               | 2026-12-01
"""
RANGES = """
8/12 au 12/12                         | 2026-12-08 2026-12-12
8/12 - 12/12                          | 2026-12-08 2026-12-12
8/12-12/12                            | 2026-12-08 2026-12-12
8.12 au 12.12                         | 2026-12-08 2026-12-12
du 8 au 12 décembre                   | 2026-12-08 2026-12-12
8-12 décembre                         | 2026-12-08 2026-12-12
du 8 au 12 décembre inclus            | 2026-12-08 2026-12-12
du 8 au 12 décembre 2027              | 2027-12-08 2027-12-12
du mardi 8 au samedi 12 déc.          | 2026-12-08 2026-12-12
du 8 décembre au 12                   | 2026-12-08 2026-12-12
du 8 décembre jusqu'au 12 décembre    | 2026-12-08 2026-12-12
du 28/12 au 3/1                       | 2026-12-28 2027-01-03
28 décembre au 1er janvier 2027       | 2026-12-28 2027-01-01
28 décembre 2026 au 3 janvier         | 2026-12-28 2027-01-03
du 28/11 au 5/12                      | 2026-11-28 2026-12-05
de lundi à mercredi                   | 2026-12-07 2026-12-09
de jeudi à mardi                      | 2026-12-03 2026-12-08
de demain à vendredi                  | 2026-12-01 2026-12-04
samedi et dimanche                    | 2026-12-05 2026-12-06
jusqu'au 12                           | 2026-11-30 2026-12-12
jusqu'au 12 décembre                  | 2026-11-30 2026-12-12
jusqu’à vendredi                      | 2026-11-30 2026-12-04
d'aujourd'hui jusqu'au 12             | 2026-11-30 2026-12-12
la semaine prochaine                  | 2026-12-07 2026-12-11
en congé toute la semaine prochaine   | 2026-12-07 2026-12-11
"""
MOMENTS = """
demain 9h                             | 2026-12-01T09:00
Demain à 14 h 30                      | 2026-12-01T14:30
demain - 9h                           | 2026-12-01T09:00
aujourd'hui 17h                       | 2026-11-30T17:00
jeudi 10h30                           | 2026-12-03T10:30
jeudi 10 h 30                         | 2026-12-03T10:30
lundi prochain à 18 heures            | 2026-12-07T18:00
le 3 décembre à midi                  | 2026-12-03T12:00
1er décembre à midi                   | 2026-12-01T12:00
demain midi et demi                   | 2026-12-01T12:30
demain 9 heures et quart              | 2026-12-01T09:15
3 déc 14h                             | 2026-12-03T14:00
3.12 à 14h                            | 2026-12-03T14:00
3/12 14:00                            | 2026-12-03T14:00
3-12-2026 9h                          | 2026-12-03T09:00
3/12/2026 12:30                       | 2026-12-03T12:30
3/12/2027 à 8h                        | 2027-12-03T08:00
le 3/12 à 12h30                       | 2026-12-03T12:30
2026-12-03T12:30                      | 2026-12-03T12:30
jeudi 3 décembre à 12 h 30            | 2026-12-03T12:30
1er février à 9h                      | 2027-02-01T09:00
14h le 3 décembre                     | 2026-12-03T14:00
à 9h 12/12                            | 2026-12-12T09:00
9 h 12 décembre                       | 2026-12-12T09:00
à 10h demain                          | 2026-12-01T10:00
demain matin à 9h                     | 2026-12-01T09:00
demain à 6h du soir                   | 2026-12-01T18:00
3 h de l'après-midi demain            | 2026-12-01T15:00
ce soir 20h                           | 2026-11-30T20:00
dans 3 jours à 0h                     | 2026-12-03T00:00
31/10/2027 02:30                      | 2027-10-31T02:30
"""  # the last comes twice: the first of the two
REFUSED = """
                                      | not_understood
bientôt                               | not_understood
quand vous voulez                     | not_understood
la visio de demain                    | not_understood
demain 9h bureau 4                    | not_understood
demain dans 2 heures                  | not_understood
jeudi à                               | not_understood
jeudi jusqu'à 18h                     | not_understood
lundi en huit                         | not_understood
lundi en 8                            | not_understood
3/12/202 9h                           | not_understood
14:00-15:00 demain                    | not_understood
3 décembre 2026 2027 9h               | not_understood
12                                    | ambiguous
le 12                                 | ambiguous
du 8 au 12                            | ambiguous
au 12 décembre                        | ambiguous
mardi 3                               | ambiguous
mardi 3 décembre 9h                   | ambiguous
lundi mardi                           | ambiguous
lundi et jeudi                        | ambiguous
3/12 4/12                             | ambiguous
demain à 9                            | ambiguous
demain 9h 10h                         | ambiguous
de 9h à 10h demain                    | ambiguous
demain à minuit                       | ambiguous
demain matin à 15h                    | ambiguous
du 28 au 3 janvier                    | ambiguous
hier à 9h                             | past
1/1/2020 10h                          | past
3/12/2020 12:30                       | past
mercredi 25 novembre à 9 h            | past
du 8/12/2020 au 12/12/2020            | past
32/12                                 | no_such_day
du 32/12                              | no_such_day
32/12 14h                             | no_such_day
31/2                                  | no_such_day
31/02/2027 12:30                      | no_such_day
29/2/2027 9h                          | no_such_day
25h                                   | no_such_hour
3/12/2026 25:00                       | no_such_hour
demain 9h75                           | no_such_hour
demain soir                           | no_hour
12/12 au 8/12                         | no_such_range
12/12/2026 au 8/12/2026               | no_such_range
du 8/12/2026 au 8/12/2028             | no_such_range
"""


def rows(table: str) -> list[tuple[str, str]]:
    cut = (line.partition("|") for line in table.strip("\n").splitlines())
    return [(words.strip(), meant.strip()) for words, _, meant in cut]


def shown(words: str, now: datetime = NOW) -> str:
    """Return what was read, as the tables write it."""
    read = read_date(words, now, PARIS)
    if isinstance(read, Unread):
        return read
    days = dict.fromkeys(str(one) for one in (read.first, read.last) if one)
    return " ".join(days) + (f"T{read.hour:%H:%M}" if read.hour else "")


@pytest.mark.parametrize(("words", "meant"), [*rows(DAYS), *rows(RANGES), *rows(MOMENTS), *rows(REFUSED)])
def test_words_are_read_or_refused(words: str, meant: str) -> None:
    assert shown(words) == meant


@pytest.mark.parametrize(("words", "meant"), rows(MOMENTS))
def test_moment_is_read_in_its_zone(words: str, meant: str) -> None:
    moment = datetime.fromisoformat(meant).replace(tzinfo=PARIS)
    read = read_moment(words, NOW.astimezone(UTC), PARIS)
    assert isinstance(read, datetime)
    assert read.timestamp() == moment.timestamp()


@pytest.mark.parametrize(
    ("words", "without_usual", "with_usual"),
    [
        ("jeudi", Unread.NO_HOUR, "2026-12-03T09:00"),
        ("3/12/2026", Unread.NO_HOUR, "2026-12-03T09:00"),
        ("17 h", Unread.NO_DAY, "2026-11-30T17:00"),
        ("8h", Unread.NO_DAY, "2026-12-01T08:00"),
        ("aujourd'hui", Unread.NO_HOUR, Unread.NO_HOUR),
        ("aujourd'hui 9h", Unread.PAST, Unread.PAST),
        ("30/11 9h", Unread.PAST, Unread.PAST),
        ("28/03/2027 02:30", Unread.SKIPPED, Unread.SKIPPED),
        ("du 8 au 12 décembre à 9h", Unread.NOT_ONE_DAY, Unread.NOT_ONE_DAY),
    ],
)
def test_moment_needs_a_day_and_an_hour_unless_one_is_usual(
    words: str, without_usual: Unread, with_usual: Unread | str
) -> None:
    assert read_moment(words, NOW, PARIS) is without_usual
    found = read_moment(words, NOW, PARIS, usual=time(9))
    assert (found if isinstance(found, Unread) else f"{found:%Y-%m-%dT%H:%M}") == with_usual


def test_days_bear_no_hour() -> None:
    assert read_days("du 8 au 12 décembre", NOW, PARIS) == (date(2026, 12, 8), date(2026, 12, 12))
    assert read_days("demain 9h", NOW, PARIS) is Unread.ONLY_DAYS
    assert read_days("9h", NOW, PARIS) is Unread.ONLY_DAYS


def test_every_refusal_has_its_sentence() -> None:
    assert set(UNREAD_DATE) == set(Unread)
    assert len(set(UNREAD_DATE.values())) == len(Unread)


MOMENTS_AROUND = st.datetimes(datetime(2026, 1, 1), datetime(2060, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)


@given(MOMENTS_AROUND, st.integers(1, 60 * 24 * 900))
def test_moment_shown_is_read_back(now: datetime, minutes: int) -> None:
    moment = now + timedelta(minutes=minutes)
    assume(moment.astimezone(PARIS).fold == 0)
    assert read_moment(day_and_hour(moment, now, PARIS), now, PARIS).astimezone(UTC) == moment


@given(MOMENTS_AROUND, st.integers(0, 364))
def test_day_shown_is_read_back(now: datetime, ahead: int) -> None:
    when = now.astimezone(PARIS).date() + timedelta(days=ahead)
    assume((when.month, when.day) != (2, 29))  # without its year it exists in leap years only
    assert read_days(day(when), now, PARIS) == (when, when)
    assert read_days(full_date(when), now, PARIS) == (when, when)


@given(MOMENTS_AROUND, st.integers(0, 180), st.integers(1, 180))
def test_days_shown_are_read_back(now: datetime, ahead: int, length: int) -> None:
    first = now.astimezone(PARIS).date() + timedelta(days=ahead)
    last = first + timedelta(days=length)
    assume((2, 29) not in ((first.month, first.day), (last.month, last.day)))
    assert read_days(f"du {day(first)} au {day(last)} inclus", now, PARIS) == (first, last)
    assert read_days(f"du {full_date(first)} au {full_date(last)}", now, PARIS) == (first, last)


@given(
    st.sampled_from(rows(DAYS + RANGES + MOMENTS)), st.sampled_from(["visio", "42e", "7h61", "2025", "dans", "?", "/"])
)
def test_nothing_more_is_ever_dropped(row: tuple[str, str], more: str) -> None:
    for words in (f"{row[0]} {more}", f"{more} {row[0]}"):
        assert shown(words) in set(Unread), words


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(words: str) -> None:
    assert shown(words)
