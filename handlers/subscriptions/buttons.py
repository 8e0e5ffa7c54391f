"""Buttons of subscriptions: labels and codes."""

from handlers.talk.codes import code_for
from handlers.talk.replies import Button

SUBSCRIPTION = "abo"  # abo[:<subject or tout>:<oui|non|offre|refus|fin>[:<announcement>]]

LABEL_STOP_RECEIVING = "Ne plus recevoir"
EVERYTHING = "tout"


def subject_on(subject: str, label: str) -> Button:
    """Make the button of a subject not subscribed to, labelled "<label> : non", whose press subscribes."""
    return Button(f"{label} : non", code_for(SUBSCRIPTION, subject, "oui"))


def subject_off(subject: str, label: str) -> Button:
    """Make the button of a subject subscribed to, labelled "<label> : oui", whose press ends the subscription."""
    return Button(f"{label} : oui", code_for(SUBSCRIPTION, subject, "non"))


def stop_all() -> Button:
    """Make the button that ends all subscriptions."""
    return Button("Tout arrêter", code_for(SUBSCRIPTION, EVERYTHING, "non"))


def choose_subjects() -> Button:
    """Make the button that lists the subjects to which one can subscribe."""
    return Button("Choisir mes sujets", SUBSCRIPTION)


def tell_me(subject: str) -> Button:
    """Make the button that accepts an offer to subscribe to a subject."""
    return Button("Me prévenir", code_for(SUBSCRIPTION, subject, "offre"))


def do_not_tell_me(subject: str) -> Button:
    """Make the button that declines an offer to subscribe to a subject."""
    return Button("Non", code_for(SUBSCRIPTION, subject, "refus"))


def stop_receiving(subject: str, announcement: int | None) -> Button:
    """Make the button under an announcement, by its number, or a preview, that ends the subscription to a subject."""
    return Button(LABEL_STOP_RECEIVING, code_for(SUBSCRIPTION, subject, "fin", announcement or ""))
