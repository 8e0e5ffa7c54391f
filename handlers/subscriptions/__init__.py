"""Subscriptions: the subjects that somebody wants to be told of."""
