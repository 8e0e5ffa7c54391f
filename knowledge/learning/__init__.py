"""What is run by hand or in the background: learning the weights, and measuring what was learned."""
