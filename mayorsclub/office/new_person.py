"""A new account: for staff and committee members who did not come by an application."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.domain import people
from mayorsclub.accounts.fields import PersonNameField
from mayorsclub.accounts.roles import signed_in
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused


class NewPersonForm(forms.Form):
    """Who it is and where the invitation goes."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    surname = PersonNameField(label=gettext_lazy("Surname"), max_length=80)
    given_name = PersonNameField(label=gettext_lazy("Given name"), max_length=80)
    patronymic = PersonNameField(label=gettext_lazy("Patronymic"), max_length=80, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES
    )


class NewPersonPage(OfficePage, TemplateView):
    """Make the account and write to its owner; then their page, for roles and the rest."""

    rule = "accounts.manage_people"
    template_name = "office/new_person.html"
    page_title = gettext_lazy("New person")
    header_icon = "user"
    parent = (gettext_lazy("People"), lambda: reverse("office:people"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form."""
        return self.render_to_response(self.get_context_data(form=NewPersonForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make it, or say at the field what is wrong; what was typed stays."""
        form = NewPersonForm(request.POST)
        if form.is_valid():
            try:
                person = people.invite(
                    **form.cleaned_data, by=signed_in(request), at=timezone.now()
                )
            except Refused as refusal:
                form.add_error("email", refusal.message)
            else:
                messages.success(request, _("The account is made; a letter is on its way."))
                return redirect("office:person", person.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)
