"""What LoginRequiredMiddleware makes sure of, told to the type checker."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from mayorsclub.accounts.models import User


class PersonRequest(HttpRequest):
    """A request to a page that is not marked @login_not_required: somebody is signed in."""

    if TYPE_CHECKING:
        user: User
