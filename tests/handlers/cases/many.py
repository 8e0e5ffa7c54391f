"""A member of staff with many cases, written straight into the database."""

from datetime import timedelta

from storage.case_messages import CaseMessage
from storage.cases import Case
from tests.desk import IDS, TUESDAY, Desk


async def gives_cases(desk: Desk, staff: str, count: int) -> None:
    """Give a member of staff so many cases of the last days, all to be answered; their people never come back."""
    async with desk.here.house.database.transaction() as session:
        for rank in range(count):
            opened = TUESDAY - timedelta(hours=rank + 1)
            case = Case(
                telegram_id=9000 + rank,
                person_name=f"Personne {rank}",
                state="taken",
                role="delegate",
                referent=staff,
                opened_at=opened,
                place=("Guéret (23)", "Tulle (19)")[rank % 2],
                owner_id=IDS[staff],
                owner_name=staff,
                taken_at=opened,
                promise_at=TUESDAY + timedelta(hours=rank - 1.5),
            )
            session.add(case)
            await session.flush()
            said = CaseMessage(
                case_id=case.id,
                author="person",
                telegram_id=9000 + rank,
                author_name=case.person_name,
                message_id=rank + 1,
                kind="text",
                written_at=opened,
                excerpt=f"Une question sur le projet {rank}",
            )
            session.add(said)
