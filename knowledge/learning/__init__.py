"""Learning of the weights, and measures of what was learned; run by hand or in a process of its own."""
