from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mayorsclub.territories.forms import shown
from mayorsclub.territories.queries import suggest as find
from mayorsclub.territories.typed import MAX_LENGTH

SUGGESTED = 8


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def suggest(request: HttpRequest) -> JsonResponse:
    """Communities for ?q=…: items as forms.shown has them, and a sentence for listeners."""
    text = request.GET.get("q", "")
    hits = find(text, limit=SUGGESTED) if len(text) <= MAX_LENGTH else []
    count = len(hits)
    if not count:
        return JsonResponse({"items": [], "status": _("No community found.")})
    status = ngettext(
        "%(count)d community found. Choose with the arrow keys.",
        "%(count)d communities found. Choose with the arrow keys.",
        count,
    )
    return JsonResponse(
        {"items": [shown(hit) for hit in hits], "status": status % {"count": count}}
    )
