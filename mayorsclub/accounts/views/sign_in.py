"""The way in: an address, a code; a passkey; the second factor. allauth does the work."""

import time

from allauth.account.views import RequestLoginCodeView
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from mayorsclub.accounts.forms import SignInForm
from mayorsclub.mail.domain.outbox import Address, queue_letter

# Nobody; `.invalid` can never receive mail (RFC 2606).
NOBODY = Address(email="nobody@mayorsclub.invalid", name="", language="uk")


class SignInView(RequestLoginCodeView):
    """Asks for the address. Known or not, the answer is the same in words and in time."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def form_valid(self, form: SignInForm) -> HttpResponse:
        if form._user is None:
            write_to_nobody()
        return super().form_valid(form)


def write_to_nobody() -> None:
    """The work of a letter with a code, and none in the outbox."""
    with transaction.atomic():
        values = {"code": f"{time.time_ns() % 10**8:08}", "minutes": "3"}
        at = timezone.now()
        letter = queue_letter("accounts.sign_in_code", to=NOBODY, about=None, at=at, context=values)
        letter.delete()


sign_in = SignInView.as_view()
