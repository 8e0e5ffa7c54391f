"""What is remembered: records and named questions to the database. Imports no other room."""
