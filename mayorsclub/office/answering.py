"""Answering a message: write, look at the letter, send."""

from typing import Any

from django import forms
from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mayorsclub.accounts.roles import signed_in
from mayorsclub.inbox import queries, topics
from mayorsclub.inbox.domain import messages
from mayorsclub.inbox.domain.rows import LONGEST_TEXT
from mayorsclub.inbox.domain.states import InboxRefused, Move, is_allowed
from mayorsclub.inbox.models import Message
from mayorsclub.office.shell import OfficePage


class AnswerForm(forms.Form):
    """The office's words. `seen` proves that these very words were looked at."""

    text = forms.CharField(
        label=gettext_lazy("Text of the answer"),
        help_text=gettext_lazy(
            "The letter adds the greeting, the number and the way to reply. "
            "An empty line begins a new paragraph."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


def seal(message: Message, text: str) -> str:
    """What a preview leaves behind: a changed text has another one."""
    return salted_hmac("office.answer", f"{message.pk}\n{text}").hexdigest()


class AnswerPage(OfficePage, TemplateView):
    """The thread, the text, the saved answers, the preview. Sent only as it was seen."""

    template_name = "office/answer.html"
    header_icon = "comment"
    parent = (gettext_lazy("Messages"), lambda: reverse("office:messages"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.message: Message | None = None

    def get_page_title(self) -> str:
        return _("Answer: {number}").format(number=self.message)

    def find(self, pk: int) -> Message:
        """A message that can be answered now, or Http404."""
        message = get_object_or_404(queries.for_office(), pk=pk)
        if not is_allowed(Move.ANSWER, message):
            raise Http404
        self.message = message
        return message

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.find(kwargs["pk"]), AnswerForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a saved answer to the text, show the letter, or send what was shown."""
        message = self.find(kwargs["pk"])
        if "insert" in request.POST:
            return self.show(message, AnswerForm(initial={"text": self._with_saved(message)}))
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.show(message, form, status=422)
        text = form.cleaned_data["text"]
        is_seen = constant_time_compare(request.POST.get("seen", ""), seal(message, text))
        try:
            if "send" in request.POST and is_seen:
                messages.answer(message.pk, text=text, by=signed_in(request), at=timezone.now())
                notices.success(request, _("The answer is on its way."))
                return redirect("office:message", message.pk)
            preview = messages.preview_answer(message, text)
        except InboxRefused as refused:
            form.add_error(None, refused.message)
            return self.show(message, form, status=422)
        return self.show(message, form, preview=preview, seen=seal(message, text))

    def _with_saved(self, message: Message) -> str:
        """What was typed, and after it the chosen text in the message's language."""
        chosen = self.request.POST["insert"]
        found = [saved for saved in queries.saved_answers(message) if str(saved.pk) == chosen]
        texts = [saved.text_en if message.language == "en" else saved.text_uk for saved in found]
        return "\n\n".join(filter(None, [self.request.POST.get("text", "").strip(), *texts]))

    def show(
        self,
        message: Message,
        form: AnswerForm,
        *,
        preview: Any = None,
        seen: str = "",
        status: int = 200,
    ) -> HttpResponse:
        context = self.get_context_data(
            message=message,
            topic=topics.get(message.topic).label,
            lines=queries.thread(message),
            saved=queries.saved_answers(message),
            form=form,
            preview=preview,
            seen=seen,
        )
        return self.render_to_response(context, status=status)
