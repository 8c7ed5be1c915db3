"""Registering for an event: with one click, by a form, or by a personal invitation."""

from datetime import datetime

from allauth.core import ratelimit
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.accounts.models import User
from mayorsclub.design.forgery import token_when_signed_in
from mayorsclub.design.secret import secret_address
from mayorsclub.events import queries, showing
from mayorsclub.events.domain import invitations, registering
from mayorsclub.events.domain.offering import Can, Offer
from mayorsclub.events.forms import MYSELF, RegisterForm
from mayorsclub.events.models import Event, Invitation, Registration, Standing
from mayorsclub.events.readers import reader_of
from mayorsclub.events.views.paths import page_of
from mayorsclub.inbox import stamps
from mayorsclub.refusals import Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@token_when_signed_in
@never_cache
@get_or_post
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of one event; its button on the event's page posts here, too."""
    at = timezone.now()
    event = get_object_or_404(queries.visible_to(reader_of(request), at), slug=slug)
    if isinstance(request.user, User):
        return _of_account(request, event, request.user, at)
    return _of_stranger(request, event, at)


def _of_account(request: HttpRequest, event: Event, user: User, at: datetime) -> HttpResponse:
    offer = registering.offer(event, user, at)
    members = [delegation.member for delegation in offer.delegations]
    comers = _comers(event, offer)
    if not comers and offer.registration:
        return redirect(page_of(offer.registration))
    data = request.POST if request.method == "POST" else None
    form = RegisterForm(data, event=event, user=user, members=members, comers=comers)
    if data is not None and form.is_valid():
        comer, member = form.who(user)
        try:
            made = registering.register(
                event.pk, user=comer, member=member, answers=form.answers(), by=user, at=at
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            _thank(request, made)
            return redirect(page_of(made))
    return _page(request, event, form, offer=offer)


def _comers(event: Event, offer: Offer) -> list[str]:
    """Who may still be registered by this person: me, member-<number>, instead-<number>."""
    people = [delegation.member.user_id for delegation in offer.delegations]
    taken = set(queries.coming(event, people)) if people else set()
    is_free = offer.can is not Can.HAS
    comers = [MYSELF] if is_free else []
    for delegation in offer.delegations:
        if delegation.member.user_id not in taken:
            comers.append(f"member-{delegation.member_id}")
        if is_free:
            comers.append(f"instead-{delegation.member_id}")
    return comers


def _of_stranger(request: HttpRequest, event: Event, at: datetime) -> HttpResponse:
    if request.method != "POST":
        form = RegisterForm(event=event, initial={"stamp": stamps.make(at)})
        return _page(request, event, form, offer=registering.offer(event, request.user, at))
    form = RegisterForm(request.POST, event=event)
    if form.is_valid() and _may_be_sent(request, form, at) and _register_guest(form, event, at):
        return redirect("events:register_sent", event.slug)
    if "stamp" in form.fields and stamps.is_stale(str(form.data.get("stamp", "")), at):
        form.data = {**form.data, "stamp": stamps.make(at)}
    return _page(request, event, form, offer=registering.offer(event, request.user, at))


def _register_guest(form: RegisterForm, event: Event, at: datetime) -> bool:
    """False: refused, and the form says why. A robot that fills the trap is thanked as well."""
    if form.cleaned_data.get("website"):
        return True
    try:
        registering.register_guest(
            event.pk, form.facts(), answers=form.answers(), language=_language(), at=at
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    return True


def _may_be_sent(request: HttpRequest, form: RegisterForm, at: datetime) -> bool:
    """Neither too fast nor from an old copy nor too often; the form says which."""
    if stamps.is_hasty(form.stamp_given, at):
        form.add_error(None, _("That was very fast. Please look it over and register again."))
    elif stamps.is_stale(form.stamp_given, at):
        form.add_error(
            None, _("This page has been open for a long time. Please register once more.")
        )
    elif not ratelimit.consume(
        request, action="event_registration", key=form.facts().email.casefold()
    ):
        form.add_error(
            None,
            _("Too many registrations have come from this address or from here. Try in an hour."),
        )
    return form.is_valid()


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks; the same whoever it was and however many seats there are: what became of it
    stands in the letter, which only the owner of the address reads."""
    event = get_object_or_404(queries.visible_to(reader_of(request), timezone.now()), slug=slug)
    return render(request, "events/register_sent.html", {"event": event})


@login_not_required
@secret_address
@get_or_post
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The event of a personal invitation. POST: register, or decline."""
    at = timezone.now()
    invitation = invitations.find(token, at=at)
    if invitation is None:
        return render(request, "events/dead_link.html", status=404)
    event = invitation.event
    data = request.POST if request.method == "POST" else None
    if data is not None and "decline" in data:
        return _decline(request, invitation, at)
    form = RegisterForm(data, event=event, invitation=invitation)
    if data is not None and form.is_valid():
        try:
            made = registering.register_guest(
                event.pk,
                form.facts(),
                answers=form.answers(),
                invitation=invitation,
                language=_language(),
                at=at,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            _thank(request, made)
            return redirect(page_of(made))
    own = registering.standing_of(event, user=invitation.user, email=invitation.email)
    context = {
        "event": event,
        "invitation": invitation,
        "form": form,
        "own": page_of(own) if own else "",
        "why": registering.why_not(event, at),
        "programme": showing.programme(event),
    }
    return render(request, "events/invited.html", context, status=422 if form.errors else 200)


def _decline(request: HttpRequest, invitation: Invitation, at: datetime) -> HttpResponse:
    try:
        invitations.decline(invitation, at=at)
    except Refused as refused:
        notices.error(request, refused.message)
    else:
        notices.success(request, _("Thank you for telling us. You are not coming."))
    return redirect(request.path)


def _page(request: HttpRequest, event: Event, form: RegisterForm, *, offer: Offer) -> HttpResponse:
    context = {"event": event, "form": form, "offer": offer}
    return render(request, "events/register.html", context, status=422 if form.errors else 200)


def _thank(request: HttpRequest, made: Registration) -> None:
    if made.standing == Standing.REGISTERED:
        notices.success(request, _("You are registered. A letter with the ticket is on its way."))
    elif made.standing == Standing.WAITING:
        notices.info(request, _("All places are taken: you are on the waiting list."))


def _language() -> str:
    return (get_language() or "uk")[:2]
