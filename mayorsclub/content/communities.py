"""Communities and oblasts in the search: each leads to the page of its oblast."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mayorsclub.search import kinds, sources
from mayorsclub.search.domain import index
from mayorsclub.search.models import Entry
from mayorsclub.territories.models import Alias, Category, CodifierEdition, Territory
from mayorsclub.territories.oblasts import SLUGS

KIND = "communities"
LANGUAGES = ("uk", "en")
_FOUND = (Category.OBLAST, Category.SPECIAL_CITY, Category.HROMADA)


def connect() -> None:
    """Name the kind and the source, and follow a newer codifier. For `ready()`."""
    kinds.register(KIND, _("Communities"), order=60)
    sources.register(KIND, rebuild)
    post_save.connect(_codifier_loaded, sender=CodifierEdition)


def rebuild() -> None:
    """Put every community and oblast of the codifier in use, found by its old names and by
    its seat, too."""
    if edition := CodifierEdition.objects.first():
        index.replace(KIND, _drafts(), at=edition.loaded_at)


def _drafts() -> Iterator[index.Draft]:
    names = _other_names()
    found = Territory.objects.present().filter(category__in=_FOUND).with_place()
    for territory in found.order_by("code").iterator():
        oblast = territory.oblast or territory
        for language in LANGUAGES:
            with override(language):
                url = reverse("directory:oblast", args=[SLUGS[oblast.code[:4]]])
            own = territory.name if language == "uk" else territory.name_en
            yield index.Draft(
                about=territory,
                language=language,
                title=territory.title(language),
                text=territory.place(language),
                url=url,
                keywords=" ".join([own, *(name[language] for name in names.get(territory.pk, ()))]),
            )


def _other_names() -> dict[int | None, list[dict[str, str]]]:
    """Of each territory: its seat and what it was called before."""
    names: dict[int | None, list[dict[str, str]]] = defaultdict(list)
    # The first settlement of a hromada in the codifier is its seat.
    seats: dict[int | None, dict[str, str]] = {}
    settlements = Territory.objects.present().exclude(hromada=None).order_by("-code")
    for owner, name, name_en in settlements.values_list("hromada", "name", "name_en"):
        seats[owner] = {"uk": name, "en": name_en}
    for owner, seat in seats.items():
        names[owner].append(seat)
    for owner, name in Alias.objects.values_list("territory", "name"):
        names[owner].append(dict.fromkeys(LANGUAGES, name))
    return names


def _codifier_loaded(created: bool, **signal: Any) -> None:
    """A newer codifier: names have changed. The first one is put by the first start."""
    if created and Entry.objects.filter(kind=KIND).exists():
        transaction.on_commit(rebuild)
