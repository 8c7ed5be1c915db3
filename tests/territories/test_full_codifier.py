import random
from collections import Counter

from django.core.management import call_command

from mayorsclub.territories.choosing import choose
from mayorsclub.territories.models import Category, Territory
from mayorsclub.territories.queries import suggest
from tests.factories.territories import LVIV


def test_the_whole_codifier(db):
    """One test for all of it, because the load takes a few seconds."""
    call_command("load_codifier", verbosity=0)
    present = Territory.objects.present()
    counts = Counter(present.values_list("category", flat=True))
    assert (counts["O"], counts["K"], counts["P"], counts["H"]) == (25, 2, 136, 1772)
    assert sum(counts.values()) == 31_744
    hromadas = present.filter(category=Category.HROMADA)
    assert hromadas.exclude(oblast__name="Автономна Республіка Крим").count() == 1469

    # No name with stray spaces, a straight apostrophe or a Latin look-alike.
    assert not present.filter(name__regex=r"(^\s|\s$|\s\s|['`A-Za-z])").exists()
    assert not present.filter(name_en__regex=r"[А-Яа-яІіЇїЄєҐґ’]").exists()
    assert (
        not present.exclude(category__in="OK")
        .filter(oblast=None)
        .exclude(hromada__category=Category.SPECIAL_CITY)
        .exists()
    )

    # Those that were renamed long ago are found by the old name.
    assert suggest("Дніпропетровськ")[0].territory.name == "Дніпровська"
    assert choose("Львів").hits[0].territory.code == LVIV

    # What the page writes into the input after a choice leads back to the same one.
    some = random.Random(1).sample(list(hromadas.with_place()), 150)
    for hromada in some:
        for language in ("uk", "en"):
            assert choose(hromada.full_name(language), hromada.code).territory == hromada
