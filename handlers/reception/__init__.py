"""The reception: it decides who takes an update or a tick. Nothing below imports it."""
