"""Screens of wagtail-localize that change what everybody reads: only for those who publish.

By themselves they ask whether a person may translate or edit, so an editor's page would pass
by the approval.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.update_translations import UpdateTranslationsView

from mayorsclub.accounts.requests import PersonRequest


class UpdateTranslations(UpdateTranslationsView):
    """Bring the texts to translate up to date; publishers may publish at once."""

    def get_form(self) -> forms.Form:
        form = super().get_form()
        if not self._may_publish():
            # A disabled field is unchecked, whatever is sent.
            form.fields["publish_translations"].disabled = True
            form.fields["publish_translations"].widget = forms.HiddenInput()
        return form

    def _may_publish(self) -> bool:
        versions = list(Page.objects.filter(translation_key=self.object.object_id))
        user: Any = self.request.user
        return bool(versions) and all(
            page.permissions_for_user(user).can_publish() for page in versions
        )


def show_ukrainian(request: PersonRequest, page_id: int) -> HttpResponse:
    """Show the Ukrainian text in place of a translation. Raises PermissionDenied for whoever
    may not publish it."""
    page = get_object_or_404(Page, pk=page_id)
    if page.live and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    answer: HttpResponse = convert_to_alias(request, page_id)
    return answer
