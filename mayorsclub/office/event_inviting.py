"""Inviting to an event: line by line, or everybody of a register that fits."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.events.domain import invitations
from mayorsclub.events.domain.invitations import MOST_AT_ONCE, Invited
from mayorsclub.events.domain.states import Move, is_allowed
from mayorsclub.events.models import Event
from mayorsclub.mailings.models import Purpose
from mayorsclub.mailings.receiving import receivers
from mayorsclub.mailings.segments import LANGUAGES, SOURCES, Segment, Source
from mayorsclub.office.mailing_form import segment_form
from mayorsclub.office.shell import OfficePage
from mayorsclub.refusals import Refused

# Bad lines that one sentence names; the rest are as many more.
NAMED = 5
LONGEST_LINE = 400


def person_in(line: str, language: str) -> Invited:
    """'Name <mail>' or the mail alone. Raises ValidationError for anything else."""
    name, opened, rest = line.rpartition("<")
    email = rest.strip()
    if opened:
        if not email.endswith(">"):
            raise ValidationError("bracket")
        email = email[:-1].strip()
    if len(line) > LONGEST_LINE:
        raise ValidationError("long")
    validate_email(email)
    return Invited(email, name.strip(' \t"“”«»') or email, language)


class LinesForm(forms.Form):
    """Who is invited by hand."""

    lines = forms.CharField(
        label=gettext_lazy("Whom, one a line"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Such as: Olha Zrazok <olha@example.org>, or the address alone. "
            "Whoever is invited already gets no second letter."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=LANGUAGES, initial="uk"
    )

    def clean(self) -> dict[str, Any]:
        """The lines as people; those that cannot be read are named."""
        cleaned = super().clean() or {}
        people, bad = [], []
        for number, line in enumerate(cleaned.get("lines", "").splitlines(), 1):
            if not line.strip():
                continue
            try:
                people.append(person_in(line.strip(), cleaned.get("language", "uk")))
            except ValidationError:
                bad.append(f"{number}: {line.strip()[:60]}")
        if bad:
            more = len(bad) - NAMED
            named = "; ".join(bad[:NAMED]) + (f"; +{more}" if more > 0 else "")
            text = _("These lines cannot be read: {lines}. Nobody is invited yet.")
            self.add_error("lines", text.format(lines=named))
        cleaned["people"] = people
        return cleaned


def invited_in_words(count: int) -> str:
    """How many were invited anew."""
    if not count:
        return _("Everybody named is invited already.")
    return ngettext("%(count)d person is invited.", "%(count)d people are invited.", count) % {
        "count": count
    }


class InvitePage(OfficePage, TemplateView):
    """The lines, and the ways to the registers."""

    rule = "events.keep"
    template_name = "office/event_invite.html"
    header_icon = "mail"
    page_title = gettext_lazy("Invite")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.event: Event | None = None

    def prepare(self) -> Event:
        """The event, if one can be invited to it now, or Http404."""
        self.event = get_object_or_404(Event, pk=self.kwargs["pk"])
        if self.event.archived_at or not is_allowed(Move.INVITE, self.event):
            raise Http404
        return self.event

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        event = self.prepare()
        return self.page(event, LinesForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Invite them, or name what cannot be read; what was typed stays."""
        event = self.prepare()
        form = LinesForm(request.POST)
        if form.is_valid():
            try:
                new = invitations.invite(
                    event.pk, form.cleaned_data["people"], by=signed_in(request), at=timezone.now()
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, invited_in_words(len(new)))
                return redirect("office:event", event.pk)
        return self.page(event, form, status=422)

    def page(self, event: Event, form: forms.BaseForm, status: int = 200) -> HttpResponse:
        sources = [
            (source.label, reverse("office:invite_segment", args=[event.pk, source.slug]))
            for source in registers().values()
        ]
        context = self.get_context_data(form=form, event=event, sources=sources)
        return self.render_to_response(context, status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """The office, the events, this event, this page."""
        crumbs: list[dict[str, object]] = [*self.breadcrumbs_items]
        crumbs.append({"url": reverse("office:events"), "label": _("Events")})
        if self.event is not None:
            address = reverse("office:event", args=[self.event.pk])
            crumbs.append({"url": address, "label": self.event.title})
        return [*crumbs, {"url": "", "label": self.get_page_title()}]


def registers() -> dict[str, Source]:
    """Whom one can invite from: registers with filters; those of another event, too."""
    return {slug: source for slug, source in SOURCES.items() if source.filters}


class InviteSegment(InvitePage):
    """Choose of a register, look who it is, then invite."""

    template_name = "office/event_invite_segment.html"

    def segment(self, data: Any) -> tuple[forms.Form, Segment | None]:
        """The filters that were chosen, and the segment where they can be understood."""
        register = self.kwargs["register"]
        if register not in registers():
            raise Http404
        form = segment_form(register)(data)
        if not form.is_valid():
            return form, None
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
        return form, Segment(register, chosen)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The filters; with `look` in the address those whom they find."""
        event = self.prepare()
        if "look" not in request.GET:
            register = self.kwargs["register"]
            if register not in registers():
                raise Http404
            return self.show(event, segment_form(register)(), None)
        form, segment = self.segment(request.GET)
        return self.show(event, form, segment, status=200 if segment else 422)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Invite those whom the filters find now."""
        event = self.prepare()
        form, segment = self.segment(request.POST)
        if segment is None:
            return self.show(event, form, None, status=422)
        try:
            new = invitations.invite_segment(
                event.pk, segment, by=signed_in(request), at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.show(event, form, segment, status=422)
        messages.success(request, invited_in_words(len(new)))
        return redirect("office:event", event.pk)

    def show(
        self, event: Event, form: forms.BaseForm, segment: Segment | None, status: int = 200
    ) -> HttpResponse:
        known = set(event.invitations.filter(revoked_at=None).values_list("email", flat=True))
        found = receivers(segment, purpose=Purpose.SERVICE, at=timezone.now()) if segment else []
        reached = [one for one in found if not one.left_out]
        new = [one for one in reached if one.email not in known]
        register = self.kwargs["register"]
        context = self.get_context_data(
            form=form,
            event=event,
            source=registers()[register],
            segment=segment,
            new=new[:MOST_AT_ONCE],
            known=len(reached) - len(new),
            left_out=len(found) - len(reached),
            count_address=reverse("office:count_receivers", args=[register]),
        )
        return self.render_to_response(context, status=status)
