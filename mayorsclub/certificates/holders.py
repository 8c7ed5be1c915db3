"""Who can hold a certificate: upper apps register what theirs says and who may have it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from mayorsclub.certificates.models import Certificate


class Wording(TypedDict, total=False):
    """What the PDF says; all but `decision` are wanted. `date`: written out in Ukrainian."""

    title: str  # 'Посвідчення члена Клубу Мерів'
    title_en: str  # 'Certificate of membership'
    name: str  # a person in the order of address, or an organisation
    name_en: str
    position: str  # 'міський голова, Тростянецька територіальна громада, Сумська область'
    position_en: str
    number: str  # of the register entry: '2026-0147'
    date: str  # '5 грудня 2026 року'
    date_en: str  # of a template that shows it
    decision: str  # number of the committee's decision, or empty


@dataclass(frozen=True)
class Confirmation:
    """What the public page says, and nothing else. kind: 'Член Клубу Мерів', 'Member';
    where it confirms attendance: the event, and `entered_on` is its day."""

    name_uk: str
    name_en: str
    kind_uk: str
    kind_en: str
    number: str
    entered_on: dt.date
    is_valid: bool
    is_attendance: bool = False


class Handler(Protocol):
    """Answers for one model of holders. `template`, where there is one: of the PDF."""

    def data(self, holder: Any) -> Wording:
        """What the PDF says now."""

    def public(self, holder: Any) -> Confirmation:
        """What anyone with the code may know; `is_valid` is false for who has left."""

    def may_read(self, user: AbstractBaseUser, holder: Any) -> bool:
        """Whether this signed-in person may have the PDF."""


_handlers: dict[type[models.Model], Handler] = {}


def register(model: type[models.Model], handler: Handler) -> None:
    """Let `handler` answer for certificates of `model`."""
    _handlers[model] = handler


def handler_of(certificate: Certificate) -> Handler:
    """Raises LookupError where nobody registered the holder's model."""
    model = certificate.holder_type.model_class()
    if model not in _handlers:
        raise LookupError(f"nobody answers for certificates of {certificate.holder_type}")
    return _handlers[model]
