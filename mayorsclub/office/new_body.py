"""A new body: the board, a council, a working group; whatever the charter knows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.committees.domain import bodies
from mayorsclub.office.committees import BodyForm
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused


class NewBodyPage(OfficePage, TemplateView):
    """Add it with its rules; then its page, to appoint members."""

    template_name = "office/new_body.html"
    page_title = gettext_lazy("New body")
    header_icon = "group"
    parent = (gettext_lazy("Committees"), lambda: reverse("office:bodies"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form with the usual rules."""
        return self.render_to_response(self.get_context_data(form=BodyForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it, or say at the field what is wrong; what was typed stays."""
        form = BodyForm(request.POST)
        if form.is_valid():
            try:
                body = bodies.create_body(
                    **form.cleaned_data, actor=signed_in(request), at=timezone.now()
                )
            except Refused as refusal:
                form.add_error("name_uk", refusal.message)
            else:
                messages.success(request, _("The body is there. Appoint its members now."))
                return redirect("office:body", body.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)
