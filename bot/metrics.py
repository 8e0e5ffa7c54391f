"""The metrics for Prometheus. Labels are fixed words, never a person, a chat or a text."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from storage.outbox import Priority

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)


class Metrics:
    """The counters and timings of this process, for Prometheus."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter(
            "aiguilleur_updates",
            "Updates by outcome: handled, repeated, set_aside",
            ["outcome"],
            registry=self.registry,
        )
        self.messages = Counter(
            "aiguilleur_messages",
            "Messages by kind and outcome: sent, retried, undeliverable",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.waiting = Gauge(
            "aiguilleur_messages_waiting", "Messages that wait to leave, by kind", ["kind"], registry=self.registry
        )
        self.to_commit = Histogram(
            "aiguilleur_seconds_to_commit",
            "Seconds from an update's arrival to its commit",
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self.to_reply = Histogram(
            "aiguilleur_seconds_to_reply",
            "Seconds from an answer's writing to its acceptance by Telegram",
            registry=self.registry,
            buckets=_BUCKETS,
        )
        for outcome in ("handled", "repeated", "set_aside"):
            self.updates.labels(outcome)
        for priority in Priority:
            for outcome in ("sent", "retried", "undeliverable"):
                self.messages.labels(kind_of(priority), outcome)

    def text(self, waiting: dict[int, int]) -> bytes:
        """Return all metrics in the text format of Prometheus; `waiting` counts the waiting messages by priority."""
        for priority in Priority:
            self.waiting.labels(kind_of(priority)).set(waiting.get(priority, 0))
        return generate_latest(self.registry)


def kind_of(priority: int) -> str:
    """Return the name of a priority in small letters, such as "answer", as labels have it."""
    return Priority(priority).name.lower()
