"""The page on which the answers of a registration are changed, by its secret link."""

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mayorsclub.design.secret import secret_address
from mayorsclub.events.domain import answering
from mayorsclub.events.domain.rows import find_by_link
from mayorsclub.events.forms import AnswersForm
from mayorsclub.events.views.paths import by_whose_hand, in_whose_place, who_comes
from mayorsclub.refusals import Refused


@login_not_required
@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, token: str) -> HttpResponse:
    """The questions with what was answered. POST: answer anew."""
    found = find_by_link(token)
    if found is None:
        return render(request, "events/dead_link.html", status=404)
    at = timezone.now()
    form = AnswersForm(request.POST if request.method == "POST" else None, registration=found)
    is_asked = bool(form.questions) and answering.may_change_answers(found, at)
    if request.method != "POST" and not is_asked:
        return redirect("events:registration", token)
    if form.is_valid():
        try:
            by = by_whose_hand(request, found)
            answering.change_answers(found.pk, form.answers(), by=by, at=at)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            notices.success(request, _("Your answers are saved."))
            return redirect("events:registration", token)
    context = {
        "registration": found,
        "event": found.event,
        "token": token,
        "form": form,
        "who": who_comes(found),
        "for_whom": in_whose_place(found),
    }
    return render(request, "events/answers.html", context, status=422 if form.errors else 200)
