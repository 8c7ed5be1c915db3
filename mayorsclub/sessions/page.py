"""A public page of the sessions, with what search engines and other sites read of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.publicity import pictures, structured

Trail = list[tuple[str, str]]


def archive_step() -> tuple[str, str]:
    """The archive, for the way to a page."""
    return _("Expert sessions"), reverse("expert_sessions:archive")


def language() -> str:
    """The active language: 'uk' or 'en'."""
    return (get_language() or "uk")[:2]


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    description: str,
    trail: Trail | None = None,
    picture: str = "",
    more: structured.Data | None = None,
    is_hidden: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render it. picture: the words of the picture for sharing, where they are not the
    title. more: what the page is about, as structured data. is_hidden: not for search
    engines."""
    active = language()
    way = [(_("Home"), "/" if active == "uk" else f"/{active}/"), *(trail or [])]
    way.append((title, request.path))
    crumbs = structured.breadcrumbs(way)
    known = {
        "title": title,
        "description": description,
        "addresses": {
            code: translate_url(request.path, code) for code, _name in settings.LANGUAGES
        },
        "breadcrumbs": way,
        "structured_data": [crumbs, more] if more else crumbs,
        "sharing_picture": pictures.address(picture or title, language=active),
        "is_hidden": is_hidden,
    }
    return render(request, template, known | context, status=status)
