"""The two kinds of letters to many. Their words are written for each mailing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.mail import kinds
from mayorsclub.mailings.models import Purpose

_TITLES: dict[str, Promise] = {
    Purpose.SERVICE: _("Letter from the office"),
    Purpose.NEWS: _("Letter with news"),
}

for _purpose, _title in _TITLES.items():
    kinds.register(kinds.LetterKind(kind=f"mailings.{_purpose}", title=_title, is_free=True))
