"""Records and the named questions to the database. Imports no other room."""
