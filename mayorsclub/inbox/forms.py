"""What people write to the club."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.fields import PhoneField
from mayorsclub.accounts.models import User
from mayorsclub.files.domain import Checked
from mayorsclub.files.forms import PrivateUploadField
from mayorsclub.inbox import topics, writers
from mayorsclub.inbox.domain.messages import Writer
from mayorsclub.inbox.domain.rows import LONGEST_TEXT, MOST_FILES
from mayorsclub.inbox.domain.states import InboxRefused
from mayorsclub.ukrainian.phones import show


class _Several(forms.FileInput):
    allow_multiple_selected = True


class FilesField(PrivateUploadField):
    """Up to three private files in one input; cleans to a list of files.domain.Checked."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[Checked]:
        uploads: Sequence[Any] = data if isinstance(data, list | tuple) else [data] * bool(data)
        if len(uploads) > MOST_FILES:
            raise ValidationError(InboxRefused("too_many_files", limit=MOST_FILES).message)
        clean = super().clean
        return [clean(upload) for upload in uploads]


def _text(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": missing,
            "max_length": _("The text is too long: shorten it to 5,000 characters."),
        },
    )


class GuestForm(forms.Form):
    """Who somebody without an account is, and by `website` and `stamp` that they are no
    robot (inbox.stamps). address_for: what their address is used for."""

    use_required_attribute = False
    address_for: Any = ""

    name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write the address in full, like name@example.org."),
        },
    )
    phone = PhoneField(label=_("Phone"), required=False)
    organisation = forms.CharField(
        label=_("Community or organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = self.address_for

    @property
    def stamp_given(self) -> str:
        return str(self.cleaned_data.get("stamp", ""))


class ContactForm(GuestForm):
    """A message to the club. Whoever is signed in is known, so name and address are not
    asked, and files may be added; others prove to be no robot."""

    address_for = _("Our answer goes to this address.")
    field_order = ["topic", "name", "email", "phone", "organisation", "text", "uploads"]

    topic = forms.ChoiceField(label=_("Topic"), choices=topics.choices)
    text = _text(_("Your message"), _("Write your message."))
    uploads = FilesField(
        label=_("Files"),
        help_text=_("Up to three: PDF, JPEG, PNG, DOCX, ODT or signed files, up to 15 MB each."),
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, user: User | None, **kwargs: Any
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.user = user
        unused = ("uploads",) if user is None else ("name", "email", "website", "stamp")
        for name in unused:
            del self.fields[name]
        if user is not None:
            self.initial.setdefault("phone", show(user.phone) if user.phone else "")
            self.initial.setdefault("organisation", writers.known(user)[:200])

    def writer(self) -> Writer:
        """Who writes: the account's person, or who they say they are."""
        values = self.cleaned_data
        name, email = (
            (self.user.get_full_name() or self.user.email, self.user.email)
            if self.user
            else (" ".join(values["name"].split()), values["email"])
        )
        return Writer(name, email, values["phone"], " ".join(values["organisation"].split()))


class ReplyForm(forms.Form):
    """The next words of a writer; files only of somebody signed in."""

    use_required_attribute = False

    text = _text(_("Your reply"), _("Write your reply."))
    uploads = FilesField(
        label=_("Files"),
        help_text=_("Up to three: PDF, JPEG, PNG, DOCX, ODT or signed files, up to 15 MB each."),
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, takes_files: bool
    ) -> None:
        super().__init__(data, files)
        if not takes_files:
            del self.fields["uploads"]
