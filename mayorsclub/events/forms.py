"""What somebody who registers is asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.design.languages import in_language
from mayorsclub.events.domain.answers import LONGEST_ANSWER, questions_of
from mayorsclub.events.domain.registering import GuestFacts
from mayorsclub.events.models import Event, Invitation, Question, Registration
from mayorsclub.inbox.forms import GuestForm
from mayorsclub.membership.models import Member

MYSELF = "me"


class AsksQuestions(forms.BaseForm):
    """A form with the questions of an event among its fields."""

    questions: Sequence[Question] = ()

    def ask(self, questions: Sequence[Question], *, again: bool = False) -> None:
        """Add their fields. again: answers are changed, so a choice can be taken back."""
        self.questions = questions
        for question in questions:
            self.fields[f"question_{question.pk}"] = _field(question, again=again)

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[f"question_{question.pk}"] for question in self.questions]

    def answers(self) -> dict[str, object]:
        """By the number of the question, as the domain takes them."""
        return {
            str(question.pk): self.cleaned_data.get(f"question_{question.pk}")
            for question in self.questions
        }


class AnswersForm(AsksQuestions, forms.Form):
    """What a registration answered, to be changed."""

    def __init__(self, data: QueryDict | None = None, *, registration: Registration) -> None:
        kept = registration.answers
        super().__init__(data, initial={f"question_{key}": kept[key] for key in kept})
        self.ask(questions_of(registration.event), again=True)


class RegisterForm(AsksQuestions, GuestForm):
    """Name and contacts of whoever has no account, and the questions of the event.

    user: who is signed in; None asks for name and contacts. invitation: its address is the
    one that counts, so none is asked. members: in whose name the person may register.
    """

    address_for = gettext_lazy("The confirmation with your ticket comes to this address.")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        event: Event,
        user: User | None = None,
        invitation: Invitation | None = None,
        members: Sequence[Member] = (),
        comers: Sequence[str] = (MYSELF,),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.user, self.invitation = user, invitation
        self.members = {member.pk: member for member in members}
        for name in self._not_asked():
            del self.fields[name]
        if invitation is not None and "name" in self.fields:
            self.initial.setdefault("name", invitation.name)
        if len(comers) > 1 or list(comers) not in ([], [MYSELF]):
            self.fields["comes"] = self._comes(comers)
            self.order_fields(["comes"])
        self.ask(questions_of(event))

    def _not_asked(self) -> list[str]:
        if self.user is not None or (self.invitation is not None and self.invitation.user_id):
            return ["name", "email", "phone", "organisation", "website", "stamp"]
        return ["email", "website", "stamp"] if self.invitation is not None else []

    def _comes(self, comers: Sequence[str]) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=_("Who comes?"),
            choices=[(each, self._comer(each)) for each in comers],
            initial=comers[0],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who comes.")},
        )

    def _comer(self, value: str) -> str:
        if value == MYSELF:
            return _("I come myself")
        how, _dash, pk = value.partition("-")
        name = {"name": _name(self.members[int(pk)])}
        if how == "member":
            return _("%(name)s comes, I register") % name
        return _("I come instead of %(name)s") % name

    @property
    def asks_nothing(self) -> bool:
        return not self.fields

    def facts(self) -> GuestFacts:
        """What somebody without an account says of themselves."""
        values = self.cleaned_data
        return GuestFacts(
            name=values.get("name", ""),
            email=values.get("email", ""),
            phone=values.get("phone", ""),
            organisation=values.get("organisation", ""),
        )

    def who(self, user: User) -> tuple[User, Member | None]:
        """Who comes, and in whose name."""
        chosen = str(self.cleaned_data.get("comes", MYSELF))
        if chosen == MYSELF:
            return user, None
        how, _dash, pk = chosen.partition("-")
        member = self.members[int(pk)]
        return (member.user if how == "member" else user), member


def _name(member: Member) -> str:
    return in_language(str(member.user), member.user.name_en)


def _field(question: Question, *, again: bool) -> forms.Field:
    more: dict[str, Any] = {
        "label": question.label,
        "required": question.is_required,
        "error_messages": {"required": _missing(question, again=again)},
    }
    if question.kind == Question.Kind.CONSENT:
        return forms.BooleanField(**more)
    if question.kind == Question.Kind.CHOICE:
        none = [("", _("No answer"))] if again and not question.is_required else []
        choices = [*none, *question.options]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **more)
    more["error_messages"]["max_length"] = _("Shorten the answer to 1,000 characters.")
    return forms.CharField(
        max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}), **more
    )


def _missing(question: Question, *, again: bool) -> str:
    if question.kind == Question.Kind.CONSENT:
        if again:
            return _("Without this consent you cannot come. To take it back, give up your place.")
        return _("Without this consent we cannot register you.")
    return _("Please answer this question.")
