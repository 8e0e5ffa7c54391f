"""An entry of the base as people read it."""
