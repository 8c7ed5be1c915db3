"""What every public page of events has for search engines and other sites."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.publicity import structured

Trail = list[tuple[str, str]]


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    description: str,
    trail: Trail | None = None,
    data: list[structured.Data] | None = None,
) -> HttpResponse:
    """The page with its title, its way, its addresses in both languages and what it is about."""
    language = (get_language() or "uk")[:2]
    way = [(_("Home"), "/" if language == "uk" else f"/{language}/"), *(trail or [])]
    way.append((title, request.path))
    more = {
        "title": title,
        "description": description,
        "addresses": {
            code: translate_url(request.path, code) for code, _name in settings.LANGUAGES
        },
        "breadcrumbs": way,
        "structured_data": [structured.breadcrumbs(way), *(data or [])],
    }
    return render(request, template, more | context)


def calendar_step() -> tuple[str, str]:
    """The calendar, on the way to a page below it."""
    return _("Events"), reverse("events:calendar")
