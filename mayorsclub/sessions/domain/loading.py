"""The sessions that the archive begins with: the club's twelve, in the club's order.

What they are about is written in one place, which the home page has its words from, too.
No date, expert or recording stands there, because none is known.
"""

from datetime import datetime

from django.db import transaction

from mayorsclub.content.texts.sessions import SESSIONS, TAGS
from mayorsclub.sessions.domain import finding
from mayorsclub.sessions.models import ExpertSession, Series, State, Topic

SERIES = "club"
SERIES_TITLE = ("Експерт-сесії Клубу Мерів", "Mayors’ Club expert sessions")
# Their addresses, in the order of SESSIONS; they never change.
SLUGS = (
    "miscanthus-for-communities",
    "wtc-kyiv",
    "western-companies",
    "cluster-development",
    "digital-recovery",
    "spatial-planning",
    "grants",
    "investment-passport",
    "strategic-planning",
    "public-private-partnership",
    "club-session",
    "rebuilding-ukraine-agency",
)


@transaction.atomic
def load_sessions(*, at: datetime) -> int:
    """Write series, topics and sessions once; how many sessions were written. at: aware.

    Where the series is there, the secretariat owns it: nothing of theirs is written over,
    and what they took out of the archive stays out.
    """
    series, is_new = Series.objects.get_or_create(
        slug=SERIES, defaults={"title_uk": SERIES_TITLE[0], "title_en": SERIES_TITLE[1]}
    )
    if not is_new:
        return 0
    topics = {name: _topic(slug, place) for place, (slug, name) in enumerate(TAGS.items())}
    for number, (slug, texts) in enumerate(zip(SLUGS, SESSIONS, strict=True), 1):
        session = ExpertSession.objects.create(
            slug=slug,
            series=series,
            number=number,
            title_uk=texts["title"].uk,
            title_en=texts["title"].en,
            about_uk=texts["text"].uk,
            about_en=texts["text"].en,
            state=State.SHOWN,
            created_at=at,
            changed_at=at,
        )
        session.topics.set([topics[tag] for tag in texts["tags"]])
        finding.refresh(session)
    return len(SLUGS)


def _topic(slug: str, place: int) -> Topic:
    name = TAGS[slug]
    return Topic.objects.get_or_create(
        slug=slug, defaults={"name_uk": name.uk, "name_en": name.en, "position": place}
    )[0]
