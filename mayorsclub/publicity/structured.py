"""What a page is about, for programs: schema.org as plain dicts.

`{% structured data… %}` prints them as JSON-LD. Facts come from the caller; nothing is added.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static

Data = dict[str, Any]
CONTEXT = "https://schema.org"


def organization(*, name: str, description: str = "", email: str = "") -> Data:
    """The club itself. email: the public address to write to, or nothing."""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "NGO",
            "@id": f"{settings.BASE_URL}/#club",
            "name": name,
            "alternateName": "Mayors’ Club" if name != "Mayors’ Club" else "Клуб Мерів",
            "url": f"{settings.BASE_URL}/",
            "logo": settings.BASE_URL + static("design/mark.svg"),
            "description": description,
            "foundingDate": "2005",
            "areaServed": {"@type": "Country", "name": "Ukraine"},
            "email": email,
        }
    )


def news_article(
    *,
    title: str,
    url: str,
    language: str,
    published_at: datetime | None,
    changed_at: datetime | None = None,
    description: str = "",
    pictures: Iterable[str] = (),
) -> Data:
    """An article of the club. url, pictures: absolute addresses."""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": title[:110],
            "description": description,
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": language,
            "image": list(pictures),
            "datePublished": _moment(published_at),
            "dateModified": _moment(changed_at or published_at),
            "author": {"@id": f"{settings.BASE_URL}/#club"},
            "publisher": {"@id": f"{settings.BASE_URL}/#club"},
        }
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Data:
    """The way to a page, from the first page to itself. steps: (name, path)."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": settings.BASE_URL + path,
            }
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


def faq(questions: Iterable[tuple[str, str]]) -> Data:
    """Questions with their answers as plain text."""
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in questions
        ],
    }


def learning_resource(
    *, title: str, path: str, language: str, description: str = "", topics: Iterable[str] = ()
) -> Data:
    """A topic that the club teaches on. What only members open of it is named nowhere."""
    url = settings.BASE_URL + path
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "LearningResource",
            "name": title,
            "description": description,
            "url": url,
            "inLanguage": language,
            "about": list(topics),
            "provider": {"@id": f"{settings.BASE_URL}/#club"},
        }
    )


def event(
    *,
    title: str,
    url: str,
    language: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    description: str = "",
    place: str = "",
    online_url: str = "",
    is_cancelled: bool = False,
    is_postponed: bool = False,
    pictures: Iterable[str] = (),
) -> Data:
    """A public event. place: the name and address of where it is; online_url: the public page
    of an online one, never the link to the meeting itself."""
    places: list[Data] = []
    if place:
        places.append({"@type": "Place", "name": place, "address": place})
    if online_url:
        places.append({"@type": "VirtualLocation", "url": online_url})
    mode = {(True, True): "Mixed", (False, True): "Online"}.get((bool(place), bool(online_url)))
    state = "Cancelled" if is_cancelled else "Postponed" if is_postponed else "Scheduled"
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": title,
            "description": description,
            "url": url,
            "inLanguage": language,
            "startDate": _moment(starts_at),
            "endDate": _moment(ends_at),
            "eventStatus": f"{CONTEXT}/Event{state}",
            "eventAttendanceMode": f"{CONTEXT}/{mode or 'Offline'}EventAttendanceMode",
            "location": places,
            "image": list(pictures),
            "organizer": {"@id": f"{settings.BASE_URL}/#club"},
        }
    )


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _without_empty(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in ("", [], None)}
