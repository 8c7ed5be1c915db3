"""The archive of sessions: all in order, by topic, and what a search finds in it."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mayorsclub.design.caching import public_page
from mayorsclub.search.queries import Hit, Results, find
from mayorsclub.sessions import queries, rules
from mayorsclub.sessions.forms import SearchForm
from mayorsclub.sessions.models import ExpertSession, Topic
from mayorsclub.sessions.page import archive_step, language, page
from mayorsclub.sessions.showing import Row, reads

MOST_FOUND = 100
ON_A_PAGE = 60


@public_page
def archive(request: HttpRequest) -> HttpResponse:
    """All sessions in order, or those in which the words were found."""
    return _archive(request, None)


@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The sessions of one topic."""
    found = queries.topics_in_use().filter(slug=slug).first()
    if found is None:
        raise Http404
    return _archive(request, found)


def _archive(request: HttpRequest, topic: Topic | None) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.archive(topic)
    results = _found(request, text) if text else None
    page_of = None
    if results is not None:
        rows = _rows(found, results)
    else:
        page_of = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        rows = [Row(each) for each in page_of]
    context: dict[str, Any] = {
        "form": form,
        "text": text,
        "results": results,
        "topic": topic,
        "topics": queries.topics_in_use(),
        "series": _by_series(rows) if results is None else [(None, rows)],
        "rows": rows,
        "page": page_of,
        "is_reader": reads(request),
        "is_member": rules.is_member(request.user),
    }
    description = _(
        "Expert sessions of the Mayors’ Club: one topic, one specialist, the questions of "
        "communities"
    )
    return page(
        request,
        "expert_sessions/archive.html",
        context,
        title=topic.name if topic else _("Expert sessions"),
        description=f"{topic.name}. {description}" if topic else description,
        trail=[archive_step()] if topic else None,
        # Answers are for people; what they lead to is for search engines.
        is_hidden=bool(text),
    )


def _found(request: HttpRequest, text: str) -> Results:
    return find(text, language=language(), user=request.user, limit=MOST_FOUND, kind="sessions")


def _rows(sessions: QuerySet[ExpertSession], results: Results) -> list[Row]:
    """The sessions that were found, the best first and each once, though its transcript was
    found, too. What is not in the archive is in no row."""
    hits: dict[str, Hit] = {}
    for group in results.groups:
        for hit in group.hits:
            hits.setdefault(hit.url.rstrip("/").rpartition("/")[2], hit)
    known = {each.slug: each for each in sessions.filter(slug__in=hits)}
    return [Row(known[slug], hit.excerpt) for slug, hit in hits.items() if slug in known]


def _by_series(rows: list[Row]) -> list[tuple[Any, list[Row]]]:
    return [
        (series, list(group)) for series, group in groupby(rows, lambda row: row.session.series)
    ]
