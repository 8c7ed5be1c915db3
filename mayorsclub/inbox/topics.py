"""What a message may be about. Other apps add topics of theirs from `ready()`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Topic:
    """slug: its address (?topic=slug). is_service: a member asks the club for a service."""

    slug: str
    label: str | Promise
    is_service: bool = False


FIRST = "question"
_topics: dict[str, Topic] = {}


def register(slug: str, label: str | Promise, *, is_service: bool = False) -> Topic:
    """Let messages be about this. Raises ValueError for a slug that has another label."""
    topic = Topic(slug, label, is_service)
    if _topics.setdefault(slug, topic) != topic:
        raise ValueError(f"two topics are called {slug}")
    return topic


def get(slug: str) -> Topic:
    """The topic of this name; of one that is no longer registered, its bare name."""
    return _topics.get(slug) or Topic(slug, slug)


def exists(slug: str) -> bool:
    return slug in _topics


def every() -> list[Topic]:
    """All topics, as they were registered."""
    return list(_topics.values())


def is_service(slug: str) -> bool:
    return get(slug).is_service


def choices() -> list[tuple[str | Promise, object]]:
    """For a select: the services stand together under a title of their own."""
    plain = [topic for topic in every() if not topic.is_service]
    services = [topic for topic in every() if topic.is_service]
    grouped: list[tuple[str | Promise, object]] = [*_pairs(plain[:1])]
    if services:
        grouped.append((_("Services for members"), _pairs(services)))
    return [*grouped, *_pairs(plain[1:])]


def _pairs(topics: Iterable[Topic]) -> list[tuple[str, str | Promise]]:
    return [(topic.slug, topic.label) for topic in topics]


def register_own() -> None:
    """The topics that the club always has; the services have the slugs of their pages."""
    register(FIRST, _("A question"))
    register("projects", _("Projects and financing"), is_service=True)
    register("partners", _("Strategic partners"), is_service=True)
    register("strategy", _("Strategic development of self-government"), is_service=True)
    register("exchange", _("Exchange of experience, training, mentoring"), is_service=True)
    register("missions", _("Trade missions and events"), is_service=True)
    register("city-services", _("Services for cities and communities"), is_service=True)
    register("partnership", _("Partnership with the club"))
    register("press", _("For the press"))
    register("other", pgettext_lazy("topic", "Something else"))
