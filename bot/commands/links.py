"""`aiguilleur knowledge links`: ask every link of the base, and name those that do not answer."""

import asyncio
from collections.abc import Collection, Mapping

import aiohttp

from knowledge.base.entry import Entry
from knowledge.base.fact_check import addresses

AT_ONCE = 8
SECONDS = 20
# Some servers refuse whoever does not say that it is a browser.
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; aiguilleur)", "Accept": "text/html,*/*"}


def links_of(entries: Mapping[str, Entry]) -> Mapping[str, list[str]]:
    """Return each web address of the base once, in order, with the ids of the entries that have it."""
    found: dict[str, list[str]] = {}
    for entry in entries.values():
        for address in sorted(addresses(entry)):
            if address.startswith("http"):
                found.setdefault(address, []).append(entry.id)
    return dict(sorted(found.items()))


async def trouble_with(links: Collection[str], *, seconds: float = SECONDS) -> Mapping[str, str]:
    """Ask each address for its page, a few at once; return those that do not answer, each with what came instead."""
    turn = asyncio.Semaphore(AT_ONCE)
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=timeout, headers=_HEADERS) as session:

        async def ask(address: str) -> str:
            async with turn:
                return await _trouble(session, address)

        answers = await asyncio.gather(*map(ask, links))
    return {address: trouble for address, trouble in zip(links, answers, strict=True) if trouble}


async def _trouble(session: aiohttp.ClientSession, address: str) -> str:
    try:
        async with session.get(address) as answer:
            return "" if answer.status < 400 else str(answer.status)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return type(error).__name__


def check_links(entries: Mapping[str, Entry]) -> int:
    """Print a line for each link of the base that does not answer, then how many there are; return 1 where one is."""
    links = links_of(entries)
    trouble = asyncio.run(trouble_with(links))
    for address, why in trouble.items():
        print(f"{', '.join(links[address])}: {address} ({why})")
    print(f"{len(links)} links, {len(trouble)} do not answer")
    return 1 if trouble else 0
