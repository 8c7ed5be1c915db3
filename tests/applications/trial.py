"""A kind of application for tests: two steps, the second only for those who say yes."""

from django import forms

from mayorsclub.applications import kinds
from mayorsclub.applications.forms import StepForm
from mayorsclub.applications.kinds import Answers, Flag, Kind, Row, Section, Step, Summary
from mayorsclub.files.forms import PrivateUploadField


class PersonForm(StepForm):
    surname = forms.CharField(max_length=80, error_messages={"required": "Write your surname."})
    given_name = forms.CharField(max_length=80)
    phone = forms.CharField(max_length=20, required=False)
    has_more = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)


class MoreForm(StepForm):
    why = forms.CharField(widget=forms.Textarea, required=False, max_length=2000)
    evidence = PrivateUploadField(required=False)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("why") and not self.has_file("evidence"):
            self.add_error("why", "Write why or add a file.")
        return cleaned


approved: list[tuple[int, int]] = []


def summary(answers: Answers) -> Summary:
    person = answers["person"]
    return Summary(
        name=f"{person['surname']} {person['given_name']}",
        name_en="Ivan Pryklad",
        surname=person["surname"],
        given_name=person["given_name"],
        phone=person["phone"],
    )


def describe(answers: Answers) -> list[Section]:
    person = answers.get("person", {})
    found = [Section("Who", (Row("Surname", person.get("surname", "")),), "person")]
    if "more" in answers:
        more = answers["more"]
        rows = (Row("Why", more["why"]), Row("Evidence", files=tuple(more["evidence"])))
        found.append(Section("More", rows, "more"))
    return found


def make(**changes) -> Kind:
    return Kind(
        **{
            "slug": "trial",
            "path": "trial",
            "prefix": "Т",
            "body_slug": "membership",
            "title": "Trial application",
            "steps": (
                Step("person", "Who you are", PersonForm),
                Step(
                    "more",
                    "More",
                    MoreForm,
                    applies=lambda answers: answers.get("person", {}).get("has_more") == "yes",
                ),
            ),
            "consent": "I agree",
            "consent_version": "trial-1",
            "summary": summary,
            "describe": describe,
            "question_uk": lambda application: f"Про заяву {application.number}",
            "decision_uk": lambda application, is_adopted: (
                "схвалити" if is_adopted else "відмовити"
            ),
            "approve": lambda application, decision, at: approved.append(
                (application.pk, decision.pk)
            ),
            "flags": lambda application: [Flag("trial", "Trial flag")],
            **changes,
        }
    )


PERSON = {
    "surname": ["Приклад"],
    "given_name": ["Іван"],
    "phone": ["+380441234567"],
    "has_more": ["no"],
}
__all__ = ["PERSON", "MoreForm", "PersonForm", "approved", "kinds", "make"]
