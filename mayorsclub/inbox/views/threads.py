"""Threads: of a person with an account at /me/messages/, of others by a secret link."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.design.secret import secret_address
from mayorsclub.files.domain import FileRefused
from mayorsclub.inbox import queries, topics
from mayorsclub.inbox.domain import messages
from mayorsclub.inbox.domain.states import InboxRefused, Move, is_allowed
from mayorsclub.inbox.forms import ReplyForm
from mayorsclub.inbox.models import Message, State

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def state_words(message: Message) -> tuple[str, str]:
    """(words, look) of a state for its writer."""
    if message.state == State.ANSWERED:
        return _("We have answered"), "approved"
    if message.state == State.CLOSED:
        return _("Closed"), ""
    return _("We are working on an answer"), "review"


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What this person wrote to the club."""
    rows = [
        {
            "message": message,
            "topic": topics.get(message.topic).label,
            "state": state_words(message),
        }
        for message in queries.of_writer(signed_in(request))
    ]
    return render(request, "inbox/mine.html", {"rows": rows})


@never_cache
@get_or_post
def thread(request: HttpRequest, number: str) -> HttpResponse:
    """One own thread. POST: a reply."""
    user = signed_in(request)
    message = get_object_or_404(queries.of_writer(user), number=number)
    return _thread(request, message, by=user, back=request.path)


@login_not_required
@secret_address
@get_or_post
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The thread by the link of an answer's letter. POST: a reply."""
    message = messages.find_by_link(token, at=timezone.now())
    if message is None:
        return render(request, "inbox/dead_link.html", status=404)
    return _thread(request, message, by=None, back=request.path)


def _thread(request: HttpRequest, message: Message, *, by: User | None, back: str) -> HttpResponse:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReplyForm(data, files, takes_files=by is not None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="contact_message", key=message.email):
            form.add_error(None, InboxRefused("too_many_replies").message)
        else:
            try:
                messages.reply(
                    message.pk,
                    text=form.cleaned_data["text"],
                    uploads=form.cleaned_data.get("uploads", []),
                    by=by,
                    at=timezone.now(),
                )
            except (InboxRefused, FileRefused) as refused:
                form.add_error(None, refused.message)
            else:
                notices.success(request, _("Your reply has been sent."))
                return redirect(back)
    context: dict[str, Any] = {
        "message": message,
        "topic": topics.get(message.topic).label,
        "state": state_words(message),
        "lines": queries.shown_thread(message),
        "form": form if is_allowed(Move.REPLY, message) else None,
        "is_own": by is not None,
    }
    return render(request, "inbox/thread.html", context)
