"""How a receiver stops letters with news: from a letter, or on /me/."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.mailings import queries
from mayorsclub.mailings.domain.news import choose
from mayorsclub.mailings.news import email_of


# The signed address is the proof, and a mail program that stops letters with one tap
# (RFC 8058) posts without a cookie or a token of ours. Reading it changes nothing: programs
# that check links open them.
@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters with news to the address of this token, or have them again."""
    email = email_of(token)
    if email is None:
        raise Http404
    is_done = request.method == "POST"
    wants_news = is_done and "again" in request.POST
    if is_done:
        by = request.user if isinstance(request.user, User) else None
        choose(email, wants_news=wants_news, by=by, at=timezone.now())
    response = render(
        request,
        "mailings/stop.html",
        {"email": email, "is_done": is_done, "wants_news": wants_news},
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """The same choice on the person's own pages."""
    user = signed_in(request)
    if request.method == "POST":
        wants = request.POST.get("news") == "yes"
        choose(user.email, wants_news=wants, by=user, at=timezone.now())
        messages.success(
            request,
            _("Saved. News will come.") if wants else _("Saved. No more news will come."),
        )
        return redirect("mailings:choice")
    return render(request, "mailings/choice.html", {"wants_news": queries.wants_news(user)})
