"""The form by which anybody writes to the club, and the page after it."""

from datetime import datetime

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.accounts.models import User
from mayorsclub.design.forgery import token_when_signed_in
from mayorsclub.files.domain import FileRefused
from mayorsclub.inbox import stamps, topics
from mayorsclub.inbox.domain import messages
from mayorsclub.inbox.domain.states import InboxRefused
from mayorsclub.inbox.forms import ContactForm
from mayorsclub.inbox.models import Message
from mayorsclub.inbox.sitemap import form_addresses

SENT = "inbox.sent"
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@token_when_signed_in
@never_cache
@get_or_post
def contact(request: HttpRequest) -> HttpResponse:
    """Write to the club; ?topic=slug chooses what about. What is not taken stays typed."""
    user = request.user if isinstance(request.user, User) else None
    at = timezone.now()
    if request.method != "POST":
        asked = request.GET.get("topic", "")
        initial = {
            "topic": asked if topics.exists(asked) else topics.FIRST,
            "stamp": stamps.make(at),
        }
        return _page(request, ContactForm(user=user, initial=initial))
    form = ContactForm(request.POST, request.FILES, user=user)
    if form.is_valid() and _may_be_sent(request, form, at):
        try:
            message = _receive(form, user, at)
        except (InboxRefused, FileRefused) as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("inbox:sent", signing.dumps(message.number, salt=SENT))
    _renew_stamp(form, at)
    return _page(request, form)


def _receive(form: ContactForm, user: User | None, at: datetime) -> Message:
    values = form.cleaned_data
    return messages.receive(
        form.writer(),
        topic=values["topic"],
        text=values["text"],
        language=get_language() or "uk",
        by=user,
        uploads=values.get("uploads", []),
        is_trapped=bool(values.get("website")),
        at=at,
    )


def _may_be_sent(request: HttpRequest, form: ContactForm, at: datetime) -> bool:
    """Neither too fast nor from an old copy nor too often; the form says which."""
    if form.user is None:
        if stamps.is_hasty(form.stamp_given, at):
            form.add_error(None, _("That was very fast. Please look it over and send it again."))
            return False
        if stamps.is_stale(form.stamp_given, at):
            form.add_error(
                None, _("This page has been open for a long time. Please send it once more.")
            )
            return False
    key = form.writer().email.casefold()
    if not ratelimit.consume(request, action="contact_message", key=key):
        form.add_error(
            None,
            _("Too many messages have come from this address or from here. Try again in an hour."),
        )
        return False
    return True


def _renew_stamp(form: ContactForm, at: datetime) -> None:
    """An old stamp is replaced; a fresh one stays, so that the next click is late enough."""
    if "stamp" in form.fields and stamps.is_stale(str(form.data.get("stamp", "")), at):
        form.data = {**form.data, "stamp": stamps.make(at)}


def _page(request: HttpRequest, form: ContactForm) -> HttpResponse:
    context = {"form": form, "addresses": form_addresses()}
    return render(request, "inbox/contact.html", context)


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, with the number. The address is signed, so that nobody reads other numbers
    from it; it says nothing of the message, and needs no cookie."""
    try:
        number = signing.loads(token, salt=SENT)
    except signing.BadSignature:
        raise Http404 from None
    return render(request, "inbox/sent.html", {"number": number})
