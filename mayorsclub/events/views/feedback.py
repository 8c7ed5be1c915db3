"""The feedback form, by the secret link of a letter."""

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mayorsclub.design.secret import secret_address
from mayorsclub.events.domain import feedback
from mayorsclub.events.door_forms import FeedbackForm
from mayorsclub.events.models import Feedback
from mayorsclub.events.refusals import RegistrationRefused
from mayorsclub.events.views.tickets import registration_by


@login_not_required
@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody thought of the event; what was given before can be changed for a while."""
    registration = registration_by(token)
    at = timezone.now()
    reason = feedback.why_closed(registration, at)
    given = Feedback.objects.filter(registration=registration).first()
    before = (
        {name: getattr(given, name) for name in (*feedback.QUESTIONS, "comment")} if given else {}
    )
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=before)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                feedback.give(
                    registration.pk,
                    marks=form.marks,
                    comment=form.cleaned_data["comment"],
                    at=at,
                )
            except RegistrationRefused as refused:
                form.add_error(None, refused.message)
            else:
                notices.success(request, _("Thank you. Your feedback is kept."))
                return redirect(request.path)
        status = 422
    context = {
        "event": registration.event,
        "form": None if reason else form,
        "given": given,
        "until": given.given_at + feedback.CHANGED_WITHIN if given else None,
        "why": RegistrationRefused(reason).message if reason else "",
    }
    return render(request, "events/feedback.html", context, status=status)
