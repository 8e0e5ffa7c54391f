"""Absences of staff, as they announce them themselves."""
