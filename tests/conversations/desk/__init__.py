"""Stories of the case desk: a person, three delegates, the team, by the business clock."""
