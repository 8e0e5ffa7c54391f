"""Addresses drawn as QR codes, to show or to print."""

import io

import segno


def qr_code(address: str) -> bytes:
    """A PNG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="png", scale=10, border=4)
    return drawn.getvalue()
