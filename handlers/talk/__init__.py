"""What every capability is built on: the turn, replies, buttons, hours, dates, forms, permissions and their guard."""
