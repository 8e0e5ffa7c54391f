"""The machine: receive, hand over, send, tick, serve pages. It knows no rule of the cooperative."""
