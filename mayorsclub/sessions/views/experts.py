"""The experts who agreed to be shown."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mayorsclub.design.caching import public_page
from mayorsclub.directory.choices import language_name
from mayorsclub.sessions import queries, rules
from mayorsclub.sessions.page import archive_step, page
from mayorsclub.sessions.showing import Row

ON_A_PAGE = 60


def _experts_step() -> tuple[str, str]:
    return _("Experts"), reverse("expert_sessions:experts")


@public_page
def experts(request: HttpRequest) -> HttpResponse:
    """All who are shown, in alphabetical order."""
    found = queries.experts_listed()
    return page(
        request,
        "expert_sessions/experts.html",
        {"page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))},
        title=_("Experts"),
        description=_("Who leads the expert sessions of the Mayors’ Club, and on what they advise"),
        trail=[archive_step()],
    )


@public_page
def expert(request: HttpRequest, slug: str) -> HttpResponse:
    """Who they are, their topics and sessions, and whether they advise members now."""
    found = get_object_or_404(queries.experts_shown().prefetch_related("topics"), slug=slug)
    context = {
        "expert": found,
        "rows": [Row(session) for session in queries.sessions_of(found)],
        "languages": [language_name(code) for code in found.languages],
        "is_member": rules.is_member(request.user),
        "advises": found.availability != "no",
    }
    return page(
        request,
        "expert_sessions/expert.html",
        context,
        title=found.name,
        description=Truncator(", ".join(filter(None, (found.name, found.job)))).chars(200),
        trail=[archive_step(), _experts_step()],
        # The picture for sharing carries no person's name: it would outlive their agreement.
        picture=_("Experts"),
    )
