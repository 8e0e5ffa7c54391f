"""The reading of what a browser sends to the office: within limits, and not from another site."""

from urllib.parse import urlsplit

from aiohttp import web

from handlers.office.visit import Upload, Values

LARGEST = 1024 * 1024  # bytes of a form, files included
FORGED = "marque"  # the field that only our own pages can fill
MOST_FIELDS, LONGEST = 2000, 20_000


class TooLarge(ValueError):
    """The error that a form is larger than the office reads."""


def is_from_elsewhere(request: web.Request, origin: str) -> bool:
    """Tell whether a browser says that a form was sent by a page of another site than the office, at `origin`."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    given = request.headers.get("Origin")
    own = {urlsplit(origin).netloc, request.host}
    return site != "same-origin" or (given is not None and urlsplit(given).netloc not in own)


async def read_values(request: web.Request) -> Values:
    """Return the fields and files of a form. Raises TooLarge."""
    if (request.content_length or 0) > LARGEST:
        raise TooLarge
    try:
        sent = await request.post()
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLarge from error
    except ValueError:  # no form at all
        return Values()
    if len(sent) > MOST_FIELDS:
        raise TooLarge
    many: dict[str, list[str]] = {}
    files = []
    for name, value in sent.items():
        if isinstance(value, web.FileField):
            files.append(Upload(value.filename, value.file.read()))
        elif isinstance(value, str):
            many.setdefault(name, []).append(_clean(value))
    return Values(many, tuple(files))


def values_asked(request: web.Request) -> Values:
    """Return what stands behind the question mark of an address."""
    asked = request.query
    return Values({name: [_clean(one) for one in asked.getall(name)] for name in asked})


def _clean(words: str) -> str:
    """Return words as they were typed, with the line ends of a file, without the marks that no database keeps."""
    return words.replace("\r\n", "\n").replace("\x00", "")[:LONGEST]
