"""QR codes of addresses."""

import io

import segno


def qr_code(address: str) -> bytes:
    """Return a PNG image of the QR code of a web address."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="png", scale=10, border=4)
    return drawn.getvalue()
