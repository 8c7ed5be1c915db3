"""The door on a phone: a page under a secret link, its worker, and what it asks.

The link is the whole authority: no account, no session. So the two addresses that the
page's script asks need no token against forged requests: a forged one would have to name
the secret itself, and no cookie helps it.
"""

import json
import time
from typing import Any

from allauth.core import ratelimit
from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mayorsclub.design.caching import public_page
from mayorsclub.design.secret import secret_address
from mayorsclub.events import door_forms, showing_door
from mayorsclub.events.domain import door, tickets, walk_ins
from mayorsclub.events.domain.walk_ins import WalkIn
from mayorsclub.events.door_forms import TicketForm, WalkInForm
from mayorsclub.events.models import DoorPass, Scan
from mayorsclub.refusals import Refused

LISTS_A_MINUTE = 60


@public_page
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the page when there is no network. It stands in the folder
    of the doors, so it reaches no other page."""
    return render(request, "events/door_worker.js", content_type="text/javascript")


@csp_update({"worker-src": [SELF]})
@login_not_required
@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Read tickets, find names, let in who has none. POST: without a script."""
    at = timezone.now()
    door_pass = door.find_pass(token, at)
    if door_pass is None:
        # The same for a link that never was; its script wipes what the phone kept.
        closed = {"words": showing_door.words()}
        return render(request, "events/door_closed.html", closed, status=404)
    is_walk_in = request.POST.get("act") == "walk_in"
    data = request.POST if request.method == "POST" else None
    key = {"key": door_forms.new_key()}
    form = TicketForm(None if is_walk_in else data, initial=key)
    walk_in = WalkInForm(data if is_walk_in else None, initial=key, prefix="guest")
    status = 200
    if data is not None:
        if answer := _take(request, door_pass, walk_in if is_walk_in else form):
            return answer
        status = 422
    query = request.GET.get("q", "")[: tickets.LONGEST]
    context = {
        "door_pass": door_pass,
        "event": door_pass.event,
        "form": form,
        "walk_in": walk_in,
        "counts": door.counts(door_pass.event),
        "answer": _answer_asked(request, door_pass),
        "query": query,
        "found": showing_door.found(door_pass.event, query) if query else [],
        "new_key": door_forms.new_key,
        "words": showing_door.words(),
    }
    return render(request, "events/door.html", context, status=status)


def _take(
    request: HttpRequest, door_pass: DoorPass, form: TicketForm | WalkInForm
) -> HttpResponse | None:
    """Do what the form says and lead to the answer; None where it says something wrong."""
    at = timezone.now()
    if not form.is_valid():
        return None
    facts = form.cleaned_data
    try:
        if isinstance(form, WalkInForm):
            made = walk_ins.let_in(
                door_pass,
                WalkIn(facts["key"], facts["name"], facts["organisation"], facts["email"], at),
                at=at,
            )
        else:
            typed = facts["ticket"]
            if not tickets.find(door_pass.event, typed) and _is_name(door_pass, typed):
                return redirect(f"{request.path}?{showing_door.query(typed)}")
            made = door.scan(door_pass, door.Reading(facts["key"], typed, at), at=at)
    except Refused as refused:
        form.add_error(None, refused.message)
        return None
    return redirect(f"{request.path}?scan={made.key}")


def _is_name(door_pass: DoorPass, typed: str) -> bool:
    """Whether a name is meant, and no ticket that is unknown here."""
    looks_like_ticket = (
        bool(tickets.code_typed(typed)) or len(typed.strip()) == tickets.TOKEN_LENGTH
    )
    return not looks_like_ticket or bool(showing_door.found(door_pass.event, typed))


def _answer_asked(request: HttpRequest, door_pass: DoorPass) -> dict[str, Any] | None:
    """What became of the reading that the address names."""
    key = door_forms.key_in({"key": request.GET.get("scan")})
    if key is None:
        return None
    found = Scan.objects.select_related("registration").filter(event=door_pass.event, key=key)
    scan = found.first()
    return showing_door.answer(scan) if scan else None


@login_not_required
@secret_address
@require_safe
def guests(request: HttpRequest, token: str) -> HttpResponse:
    """The list of this event for the phone, as JSON."""
    door_pass = door.find_pass(token, timezone.now())
    if door_pass is None:
        raise Http404
    if _asks_too_often(door_pass):
        return JsonResponse({"error": "too_many"}, status=429)
    return JsonResponse(showing_door.guest_list(door_pass))


def _asks_too_often(door_pass: DoorPass) -> bool:
    """Counts how often a phone asks for its list; allauth's limits pass over what only reads."""
    minute = f"door:{door_pass.pk}:{int(time.time() // 60)}"
    cache.add(minute, 0, 120)
    return cache.incr(minute) > LISTS_A_MINUTE


@csrf_exempt  # See above: the address itself is the secret.
@login_not_required
@secret_address
@require_POST
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """Readings of a phone, answered each by its key. Also for a while after the pass ended:
    a phone that was without a network hands in what it read before."""
    at = timezone.now()
    door_pass = door.find_pass_to_hand_in(token, at)
    if door_pass is None:
        raise Http404
    if not ratelimit.consume(request, action="door_scan", key=door_pass.token_hash):
        return JsonResponse({"error": "too_many"}, status=429)
    items = _items(request)
    if items is None:
        return JsonResponse({"error": "malformed"}, status=400)
    return JsonResponse({"answers": _answers(door_pass, items)})


def _items(request: HttpRequest) -> list[dict[str, Any]] | None:
    """The readings in the request; None where it is none of ours."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    items = sent.get("readings") if isinstance(sent, dict) else None
    if not isinstance(items, list) or len(items) > door.MOST_AT_ONCE:
        return None
    return items if all(isinstance(item, dict) for item in items) else None


def _answers(door_pass: DoorPass, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An answer for each key. A reading that cannot be understood is answered too, or the
    phone would send it for ever."""
    at = timezone.now()
    results: dict[Any, Any] = {}
    readings = []
    for item in items:
        if isinstance(item.get("walk_in"), dict):
            results[str(item.get("key"))[:40]] = _walk_in(door_pass, item)
        elif reading := door_forms.reading_in(item):
            readings.append((item["key"], reading))
        else:
            results[str(item.get("key"))[:40]] = _("This reading cannot be understood.")
    found = door.scan_many(door_pass, [reading for _key, reading in readings], at=at)
    results |= {key: found[reading.key] for key, reading in readings}
    return [showing_door.answered(key, result) for key, result in results.items()]


def _walk_in(door_pass: DoorPass, item: dict[str, Any]) -> object:
    key, at = door_forms.key_in(item), door_forms.moment_in(item.get("at"))
    facts = {**item["walk_in"], "key": key}
    form = WalkInForm({f"guest-{name}": value for name, value in facts.items()}, prefix="guest")
    if key is None or at is None or not form.is_valid():
        return _("This guest’s data cannot be understood. Please write them down anew.")
    data = form.cleaned_data
    guest = WalkIn(
        key, data["name"], data["organisation"], data["email"], at, item.get("offline") is True
    )
    try:
        return walk_ins.let_in(door_pass, guest, at=timezone.now())
    except Refused as refused:
        return refused
