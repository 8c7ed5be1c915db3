"""Taking a person's data away in one file: by the person, or by the office at their wish."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts import rules
from mayorsclub.accounts.domain.refusals import AccountRefused
from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import as_zip
from mayorsclub.audit.domain.log import record


@transaction.atomic
def take_data(user_id: int, *, by: User, at: datetime) -> bytes:
    """A ZIP archive with all that is known of a person; that it was made is in the log.

    Raises AccountRefused: "not_allowed". Source: 2297-VI, art. 8.
    """
    user = User.objects.get(pk=user_id)
    if by.pk != user.pk and not rules.may_manage_person(by, user):
        raise AccountRefused("not_allowed")
    content = as_zip(user, language=user.language, at=at)
    record("account.data_taken", actor=by, about=user, at=at)
    return content
