"""One person's data in one file, made by the office at the person's request."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.domain.taking import take_data
from mayorsclub.accounts.freshness import fresh_sign_in
from mayorsclub.accounts.models import User
from mayorsclub.accounts.roles import signed_in
from mayorsclub.accounts.views.own_data import archive
from mayorsclub.office.shell import OfficePage


class PersonData(OfficePage, View):
    """The archive; whoever asks proves again who they are."""

    rule = "accounts.manage_people"

    @method_decorator(fresh_sign_in)
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the file; that it was made is in the log."""
        get_object_or_404(User, pk=pk)
        try:
            content = take_data(pk, by=signed_in(request), at=timezone.now())
        except AccountRefused as refusal:
            raise Http404 from refusal
        return archive(content, pk)
