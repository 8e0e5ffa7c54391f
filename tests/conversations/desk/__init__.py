"""Stories of the case desk: a person, three delegates and the team, by the business clock."""
