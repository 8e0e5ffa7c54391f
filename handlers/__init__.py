"""What to do when something happens: a message, a button, a tick. One capability, one folder."""
