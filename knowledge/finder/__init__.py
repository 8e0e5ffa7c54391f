"""How a question finds its answer, in the order of the steps: scores, decision, reading."""
