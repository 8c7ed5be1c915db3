"""The field for a private file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mayorsclub.files.domain import FileRefused, check
from mayorsclub.files.domain.kinds import ACCEPT
from mayorsclub.files.domain.videos import ACCEPT as ACCEPT_VIDEO
from mayorsclub.files.domain.videos import check_video


class PrivateUploadField(forms.FileField):
    """Takes a file that files.domain.keep would take; cleans to what keep() wants.

    The slow checks happen here, before the transaction that keeps the file.
    """

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("PDF, JPEG, PNG, DOCX, ODT or a signed file, up to 15 MB.")
        )
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A files.domain.Checked; None or the initial value where nothing was chosen."""
        upload = super().clean(data, initial)
        if not upload or upload is initial:
            return upload
        try:
            return check(upload)
        except FileRefused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused


class VideoUploadField(forms.FileField):
    """Takes a recording; cleans to what files.domain.videos.keep_video wants.

    A large upload lies in a file of its own on the disk already; it is read in pieces.
    """

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("MP4 (H.264) or WebM, up to 2 GB."))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT_VIDEO}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A CheckedVideo; None where nothing was chosen."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check_video(upload)
        except FileRefused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused
