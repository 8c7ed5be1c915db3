"""The texts of letters: the office's own words, with a preview."""

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.mail import kinds
from mayorsclub.mail.domain import texts
from mayorsclub.mail.domain.refusals import MailRefused
from mayorsclub.mail.models import LetterText
from mayorsclub.mail.queries import wording
from mayorsclub.mail.rendering import CLUB, render
from mayorsclub.office.actions import Action
from mayorsclub.office.shell import OfficePage
from mayorsclub.ukrainian.names import salutation


class WordingList(OfficePage, TemplateView):
    """All kinds of letters in both languages."""

    template_name = "office/wordings.html"
    page_title = gettext_lazy("Texts of letters")
    header_icon = "edit"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = set(LetterText.objects.values_list("kind", "language"))
        rows = [
            (kind, [(language, (kind.kind, language) in own) for language in kinds.LANGUAGES])
            for kind in kinds.worded()
        ]
        return {**super().get_context_data(**kwargs), "rows": rows}


class WordingForm(forms.Form):
    """The office's words for one kind of letter in one language."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=250)
    body = forms.CharField(
        label=gettext_lazy("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 16})
    )

    def __init__(self, *args: Any, kind: str, language: str, **kwargs: Any) -> None:
        self.kind, self.language = kind, language
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                texts.checked(self.kind, self.language, **cleaned)
            except MailRefused as refusal:
                self.add_error(None, str(refusal.message))
        return cleaned


class WordingPage(OfficePage, TemplateView):
    """Write, preview with sample values, save, or restore the first words."""

    template_name = "office/wording.html"
    header_icon = "edit"
    parent = (gettext_lazy("Texts of letters"), lambda: reverse("office:wordings"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.letter_language: str = kwargs["language"]
        known = {kind.kind: kind for kind in kinds.worded()}
        self.kind = known.get(kwargs["kind"])

    def get_page_title(self) -> str:
        language = dict(settings.LANGUAGES).get(self.letter_language, "")
        return f"{self.kind.title if self.kind else ''} · {language}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        words = self.words()
        form = self.form(initial={"subject": words.subject, "body": words.body})
        return self.render_to_response(self.get_context_data(form=form, preview=self.preview()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.words()
        kind, at = kwargs["kind"], timezone.now()
        restore = self.restoring()
        if restore and request.POST.get("action") == restore.name:
            return self.restore(restore)
        form = self.form(request.POST)
        if form.is_valid() and "save" in request.POST:
            texts.set_wording(
                kind, self.letter_language, by=signed_in(request), at=at, **form.cleaned_data
            )
            messages.success(request, _("Saved. Letters written from now on use these words."))
            return redirect(request.path)
        preview = self.preview(form.cleaned_data) if form.is_valid() else None
        return self.render_to_response(
            self.get_context_data(form=form, preview=preview), status=200 if preview else 422
        )

    def restoring(self) -> Action | None:
        """Back to the first words, where the office has words of its own: they are lost then."""
        own = LetterText.objects.filter(kind=self.kwargs["kind"], language=self.letter_language)
        if not own.exists():
            return None
        return Action(
            "restore",
            _("Restore the first words"),
            _("The first words are back."),
            partial(
                texts.restore_wording,
                self.kwargs["kind"],
                self.letter_language,
                by=signed_in(self.request),
                at=timezone.now(),
            ),
            help=_("The office’s own words for this letter are given up."),
            is_serious=True,
        )

    def restore(self, action: Action) -> HttpResponse:
        """Do it, once the word was typed."""
        typed = action.made_form(self.request.POST)
        if typed.is_valid():
            action.run()
            messages.success(self.request, str(action.done))
            return redirect(self.request.path)
        words = self.words()
        form = self.form(initial={"subject": words.subject, "body": words.body})
        context = self.get_context_data(form=form, preview=self.preview(), restore_form=typed)
        return self.render_to_response(context, status=422)

    def words(self) -> kinds.Wording:
        if self.kind is None or self.letter_language not in kinds.LANGUAGES:
            raise Http404
        return wording(self.kind.kind, self.letter_language)

    def form(self, *args: Any, **kwargs: Any) -> WordingForm:
        assert self.kind is not None  # noqa: S101 (words() has answered 404)
        return WordingForm(*args, kind=self.kind.kind, language=self.letter_language, **kwargs)

    def preview(self, values: dict[str, str] | None = None) -> Any:
        """The letter with a word in place of each value, so that it can be looked at."""
        assert self.kind is not None  # noqa: S101
        words = self.words()
        chosen = values or {"subject": words.subject, "body": words.body}
        meanings = self.kind.placeholders.items()
        samples = {name: sample(name, str(meaning)) for name, meaning in meanings}
        samples |= always(self.letter_language)
        return render(chosen["subject"], chosen["body"], samples, self.letter_language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        restore = self.restoring()
        if restore:
            kwargs.setdefault("restore_form", restore.made_form())
        return {
            **super().get_context_data(**kwargs),
            "restore": restore,
            "kind": self.kind,
            "language": self.letter_language,
        }


def sample(name: str, meaning: str) -> str:
    """What a preview shows in the place of a value: an address of ours, or what it means."""
    return settings.BASE_URL + "/" if name.endswith("link") else f"[{meaning}]"


def always(language: str) -> dict[str, str]:
    """What every letter has, for an invented receiver."""
    return {
        "salutation": salutation("Приклад", "Іван", "Петрович", language),
        "club": CLUB[language],
        "base_url": settings.BASE_URL,
    }
