"""The office: the pages in which the team curates the base and sees itself."""
