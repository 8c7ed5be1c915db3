"""Letters about the approval of pages. Their texts are in letters/."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.mail import kinds

PAGE = {"page": _("title of the page"), "link": _("address of the page in the office")}

kinds.register(
    kinds.LetterKind(
        kind="content.review_asked",
        title=_("Pages: a page waits for your approval"),
        placeholders={**PAGE, "who": _("who asks for it")},
    )
)
kinds.register(
    kinds.LetterKind(
        kind="content.review_approved",
        title=_("Pages: your page was approved"),
        placeholders=PAGE,
    )
)
kinds.register(
    kinds.LetterKind(
        kind="content.review_returned",
        title=_("Pages: your page was sent back for changes"),
        placeholders={**PAGE, "comment": _("what should be changed")},
    )
)
