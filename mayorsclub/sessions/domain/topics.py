"""The topics by which sessions, experts and proposals are found."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.sessions.domain import finding
from mayorsclub.sessions.domain.ordering import add_last, lock_all, names, one_of, put_at
from mayorsclub.sessions.models import Expert, ExpertSession, Topic
from mayorsclub.sessions.refusals import SessionRefused

LONGEST_NAME = 80


@transaction.atomic
def add(*, name_uk: str, name_en: str, by: User, at: datetime) -> Topic:
    """A new topic behind the others; its address is made of the English name.

    Raises SessionRefused: "not_allowed", "no_names", "too_long", "topic_taken".
    """
    others = lock_all(Topic, by)
    topic = Topic(**_names(name_uk, name_en, others))
    add_last(topic, topic.name_en, topic.name_uk, others=others, taken="topic_taken")
    record("topic.added", actor=by, about=topic, at=at)
    return topic


@transaction.atomic
def rename(topic_id: int, *, name_uk: str, name_en: str, by: User, at: datetime) -> Topic:
    """Another name wherever it stands; the address stays.

    Raises SessionRefused: "not_allowed", "no_names", "too_long", "topic_taken".
    """
    # What is found by its name is written anew: nobody changes that meanwhile.
    for model in (ExpertSession, Expert):
        using = model._default_manager.filter(topics=topic_id).order_by("pk")
        list(using.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    topic, others = one_of(Topic, topic_id, by)
    for column, name in _names(name_uk, name_en, others).items():
        setattr(topic, column, name)
    topic.save(update_fields=["name_uk", "name_en"])
    record("topic.renamed", actor=by, about=topic, at=at)
    finding.refresh_topic(topic)
    return topic


@transaction.atomic
def move(topic_id: int, *, place: int, by: User, at: datetime) -> Topic:
    """To this place among the topics, counted from 1. Raises SessionRefused "not_allowed"."""
    topic, others = one_of(Topic, topic_id, by)
    put_at(topic, place, others)
    record("topic.moved", actor=by, about=topic, at=at, place=topic.position + 1)
    return topic


@transaction.atomic
def remove(topic_id: int, *, by: User, at: datetime) -> None:
    """Take out a topic that nothing has: no session, expert or proposal of any state.

    Raises SessionRefused: "not_allowed", "topic_used".
    """
    topic, _others = one_of(Topic, topic_id, by)
    used = {name: getattr(topic, name).count() for name in ("sessions", "experts", "proposals")}
    if any(used.values()):
        raise SessionRefused("topic_used", **used)
    record("topic.removed", actor=by, about=topic, at=at, slug=topic.slug)
    topic.delete()


def _names(uk: str, en: str, others: list[Topic]) -> dict[str, str]:
    return names("name", uk, en, others=others, taken="topic_taken", most=LONGEST_NAME)
