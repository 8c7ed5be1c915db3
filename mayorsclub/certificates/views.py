"""The public confirmation of a certificate."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mayorsclub.certificates import guesses
from mayorsclub.certificates.forms import CodeForm
from mayorsclub.certificates.holders import handler_of
from mayorsclub.certificates.models import Certificate
from mayorsclub.certificates.queries import by_code, code_typed


@login_not_required
@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form for the code. By GET: it changes nothing, so it needs no cookie."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _private(redirect("certificates:verify", form.cleaned_data["code"]))
    status = 400 if form.is_bound else 200
    return _page(request, "certificates/ask.html", {"form": form}, status)


@login_not_required
@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate with this code is valid; 404 with the form for an unknown code."""
    if guesses.are_too_many(request):
        return _page(request, "certificates/too_many.html", {}, 429)
    known = code_typed(code)
    if known and known != code:
        return _private(redirect("certificates:verify", known))
    certificate = by_code(known) if known else None
    if certificate is None or certificate.holder is None:
        guesses.count(request)
        context = {"form": CodeForm(initial={"code": code[:60]}), "is_unknown": True}
        return _page(request, "certificates/ask.html", context, 404)
    return _page(request, "certificates/verify.html", _facts(certificate), 200)


def _facts(certificate: Certificate) -> dict[str, Any]:
    found = handler_of(certificate).public(certificate.holder)
    is_ukrainian = get_language() == "uk"
    return {
        "is_valid": found.is_valid and certificate.replaced_at is None,
        "is_replaced": found.is_valid and certificate.replaced_at is not None,
        "name": found.name_uk if is_ukrainian else found.name_en,
        "kind": found.kind_uk if is_ukrainian else found.kind_en,
        "number": found.number,
        "entered_on": found.entered_on,
        "is_attendance": found.is_attendance,
    }


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    return _private(render(request, template, context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """The address holds the code: search engines and other sites must not learn it."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
