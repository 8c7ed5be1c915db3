"""Why a file is not taken."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused

LARGEST = 15 * 1024 * 1024
LARGEST_VIDEO = 2 * 1024 * 1024 * 1024
MOST_PIXELS = 50_000_000


class FileRefused(Refused):
    """A file that is not taken; the sentence says how to mend it."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "empty": _("The file is empty. Choose another one."),
        "too_large": _("The file is larger than 15 MB. Make it smaller or send it in parts."),
        "type": _(
            "This type of file is not accepted. Save the document as PDF, or send JPEG, PNG, WebP, "
            "DOCX, ODT or a signed file (P7S, ASiC)."
        ),
        "heic": _(
            "This is a HEIC photo, which many computers cannot open. Take a screenshot of it and "
            "send that, or set the phone’s camera to JPEG (“Most compatible”)."
        ),
        "broken": _(
            "The file cannot be read: it is damaged. Save it again and choose it once more."
        ),
        "macros": _(
            "The document contains macros, scripts or embedded programs. Save it as PDF and send that."
        ),
        "protected": _("The document is protected by a password. Save it without one."),
        "picture": _("Send the picture as JPEG, PNG or WebP."),
        "small": _("The picture is too small: it needs at least {least} pixels on each side."),
        "low": _(
            "The picture is too small: it needs at least {width} pixels in width and {height} in "
            "height."
        ),
        "virus": _("A virus was found in the file. Choose another one."),
        "pixels": _("The picture has more than 50 million pixels. Make it smaller."),
    }


class VideoRefused(FileRefused):
    """A recording that is not taken."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        **FileRefused.sentences,
        "too_large": _(
            "The recording is larger than 2 GB. Save it with a lower picture size, such as 720p."
        ),
        "type": _(
            "Recordings are taken as MP4 (H.264) or WebM, which every browser plays. Save it as "
            "one of these."
        ),
    }
