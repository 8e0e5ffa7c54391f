"""What all modules on cases build on: the rules, the steps, the routes and the relay."""
