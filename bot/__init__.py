"""The machine: receive, hand over, send, tick, serve pages. Knows no rule of the cooperative."""
