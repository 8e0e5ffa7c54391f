"""A message as it comes by mail: its newest part, without what programs add, and the signature apart."""

import re
from dataclasses import dataclass

# The first line of what somebody wrote before, quoted or forwarded below.
_EARLIER = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:message|mail|courriel|forwarded|original|d[ée]but)\b|_{8,}\s*$"
    r"|le\s.{4,60}\sa\s[ée]crit\s?:|on\s.{4,60}\swrote\s?:"
    r"|(?:de|from|exp[ée]diteur)\s?:\s?\S.{0,80}$|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée]))",
    re.IGNORECASE,
)
# What programs and offices put under every mail.
_FOOTER = re.compile(
    r"^\s*(?:--\s*$"
    r"|(?:envoy[ée]e?|sent) (?:de(?:puis)?|from|via|avec) (?:mon|ma|my|l|outlook|yahoo|gmail|orange)"
    r"|(?:avant d|pensez|ne pas) ?['’]?\s?(?:imprim|[àa] l['’ ]environnement)"
    r"|ce (?:message|courriel|mail|m[ée]l)\b.{0,60}(?:confidenti|destin|pi[èe]ces? jointe)"
    r"|(?:this|the) (?:e-?mail|message)\b.{0,60}(?:confidential|intended)"
    r"|si vous n['’ ][êe]tes pas (?:le |la )?destinataire|garanti sans virus|virus[- ]free)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\s*(?:(?:bien |tr[èe]s |avec mes )?"
    r"(?:cordialement|sinc[èe]rement|amicalement|respectueusement|cdlt|cdt|bav|bises?|bisous)"
    r"|bien (?:[àa] (?:vous|toi)|respectueusement)"
    r"|(?:meilleures|sinc[èe]res|respectueuses) salutations|salutations\b.{0,30}"
    r"|(?:merci|bonne (?:journ[ée]e|soir[ée]e|fin|r[ée]ception)|belle (?:journ[ée]e|soir[ée]e)"
    r"|[àa] (?:bient[ôo]t|tr[èe]s vite))\b.{0,40}"
    r"|.{0,160}\b(?:salutations|sentiments|consid[ée]ration)\b.{0,60}|dans l['’ ]attente\b.{0,60})[\s,.!]*$",
    re.IGNORECASE,
)
_SIGN_WORDS = 12  # in a line; a longer one is a sentence
_SIGNED = 8  # lines read of a signature
_LINES = 200  # lines read of one message


@dataclass(frozen=True)
class Mail:
    """What somebody wrote in the newest part of a message, and the lines under its closing formula, "" for none."""

    body: str
    signature: str = ""


def read_mail(text: str) -> Mail:
    """Take the earlier mails and what programs add off a message, and its signature apart.

    A message of one line, and one of which nothing else would remain, is returned unchanged.
    """
    lines = text.strip().splitlines()[:_LINES]
    if len(lines) < 2:
        return Mail(text)
    end = next((at for at, line in enumerate(lines) if at and _is_end(line)), len(lines))
    own = [line for line in lines[:end] if not _EARLIER.match(line)]
    if not any(map(_says_something, own)):
        return Mail(text)
    return _signed(own, lines[end:])


def _is_end(line: str) -> bool:
    return bool(_EARLIER.match(line) or _FOOTER.match(line))


def _signed(lines: list[str], after: list[str]) -> Mail:
    """Split lines at the last closing formula under which no line asks or tells; `after` may begin with a signature."""
    signature = []
    if after and after[0].strip() == "--":
        signature = [line for line in after[1:8] if not _is_end(line)]
    for at in range(len(lines) - 1, 0, -1):
        below = [line for line in lines[at + 1 :] if line.strip()]
        if not all(map(_may_be_signed, below)):
            break
        if _CLOSING.match(lines[at]) and any(map(_says_something, lines[:at])):
            return Mail("\n".join(lines[:at]).strip(), "\n".join([*below, *signature][:_SIGNED]).strip())
    return Mail("\n".join(lines).strip(), "\n".join(signature).strip())


def _may_be_signed(line: str) -> bool:
    return "?" not in line and len(line.split()) <= _SIGN_WORDS


def _says_something(line: str) -> bool:
    return any(map(str.isalnum, line))
