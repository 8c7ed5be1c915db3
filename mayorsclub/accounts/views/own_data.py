"""/me/data/: the person's own data in one file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mayorsclub.accounts.domain.taking import take_data
from mayorsclub.accounts.own_data import parts_of
from mayorsclub.accounts.roles import signed_in


def own_data(request: HttpRequest) -> HttpResponse:
    """What the file holds; POST makes it."""
    user = signed_in(request)
    if request.method == "POST":
        return archive(take_data(user.pk, by=user, at=timezone.now()), user.pk)
    titles = [part.title for part in parts_of(user)]
    return render(request, "accounts/take_data.html", {"titles": titles})


def archive(content: bytes, user_id: int) -> HttpResponse:
    """The file, saved and never kept on the way."""
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="mayors-club-data-{user_id}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
