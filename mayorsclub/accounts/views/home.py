"""/me/: what waits for this person, their letters, their profile."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mayorsclub.accounts import home as registry
from mayorsclub.accounts.domain import people
from mayorsclub.accounts.forms import ProfileForm
from mayorsclub.accounts.middleware import OFFICE
from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import letters_to, second_factors
from mayorsclub.accounts.roles import is_staff, signed_in
from mayorsclub.accounts.strong import needs_strong
from mayorsclub.mail.rendering import plain_part
from mayorsclub.ukrainian.names import vocative

LATEST, PER_PAGE = 5, 20


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and the ways to everything of theirs."""
    user, at = signed_in(request), timezone.now()
    context = {
        "greeted_as": greeted_as(user, get_language()),
        "items": registry.items_for(user, at),
        "sections": registry.sections_for(user, at),
        "letters": letters_to(user)[:LATEST],
        "office_url": OFFICE if is_staff(user) else None,
        "lacks_second_factor": needs_strong(user) and not second_factors(user).exists(),
    }
    return render(request, "accounts/home.html", context)


def greeted_as(user: User, language: str | None) -> str:
    """«Іване Петровичу», 'Ivan Pryklad'; empty where no name is known."""
    if language == "en":
        return user.name_en or user.get_full_name()
    return vocative(user.given_name, user.patronymic) if user.given_name else ""


def profile(request: HttpRequest) -> HttpResponse:
    """The person's own data, changed by themselves."""
    user = signed_in(request)
    # The form writes into its own copy, so that what is refused changes nothing here.
    person = User.objects.get(pk=user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        people.change_profile(user.pk, by=user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    sections = registry.sections_for(user, timezone.now())
    profiles = [section for section in sections if section.is_profile]
    return render(request, "accounts/profile.html", {"form": form, "profiles": profiles})


def letters(request: HttpRequest) -> HttpResponse:
    """The letters we wrote to this person."""
    page = Paginator(letters_to(signed_in(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/letters.html", {"page": page})


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter, as it was sent."""
    found = get_object_or_404(letters_to(signed_in(request)), pk=pk)
    text = plain_part(found.body_text, found.language)
    return render(request, "accounts/letter.html", {"letter": found, "text": text})
