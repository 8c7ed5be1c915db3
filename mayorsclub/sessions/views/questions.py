"""What members do with a question: vote it up, take the vote or the question back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mayorsclub.accounts.roles import signed_in
from mayorsclub.sessions import queries, rules
from mayorsclub.sessions.domain import asking
from mayorsclub.sessions.refusals import SessionRefused


@require_POST
def vote(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Vote it up, or with `back` no longer."""
    deed = asking.take_vote_back if "back" in request.POST else asking.vote
    return _do(request, slug, pk, deed, "")


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take one's own question back."""
    return _do(request, slug, pk, asking.withdraw, _("Your question is taken back."))


def _do(
    request: HttpRequest, slug: str, pk: int, deed: Callable[..., object], done: str
) -> HttpResponse:
    """Do it with a question that this member sees; others do not exist."""
    user = signed_in(request)
    if not rules.is_member(user):
        raise Http404
    session = get_object_or_404(queries.visible(), slug=slug)
    question = get_object_or_404(queries.questions_for(session, user), pk=pk)
    try:
        deed(question.pk, by=user, at=timezone.now())
    except SessionRefused as refused:
        messages.error(request, refused.message)
    else:
        if done:
            messages.success(request, done)
            return redirect(f"{session.get_absolute_url()}#questions")
    return redirect(f"{session.get_absolute_url()}#question-{question.pk}")
