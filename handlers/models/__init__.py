"""Models: answers that staff keep ready, and pass on in a case in two taps."""
