"""The QR code of a message is drawn when it leaves."""

from telegram import InputFile

from bot.delivery import _typed


def test_address_becomes_a_picture_and_a_number_of_telegram_stays() -> None:
    drawn = _typed({"photo": {"qr": "https://t.me/UnRobot?start=s-region"}})["photo"]
    assert isinstance(drawn, InputFile)
    assert (drawn.filename, drawn.input_file_content[:8]) == ("qr.png", b"\x89PNG\r\n\x1a\n")
    assert _typed({"photo": "file-1"}) == {"photo": "file-1"}
