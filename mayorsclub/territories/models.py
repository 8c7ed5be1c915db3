import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """The codifier's own letters (KATOTTG), in Latin."""

    OBLAST = "O", _("oblast")
    SPECIAL_CITY = "K", _("city with special status")
    RAION = "P", _("raion")
    HROMADA = "H", _("territorial community")
    CITY = "M", _("city")
    RURAL_SETTLEMENT = "X", _("rural settlement")
    VILLAGE = "C", _("village")
    CITY_DISTRICT = "B", _("city district")


# What a person can be the head of. Kyiv and Sevastopol have no hromada row of their own.
COMMUNITIES = (Category.HROMADA, Category.SPECIAL_CITY)
# The highest level: a tile of the map each.
OBLASTS = (Category.OBLAST, Category.SPECIAL_CITY)
SETTLEMENTS = (Category.CITY, Category.RURAL_SETTLEMENT, Category.VILLAGE)

# How a name stands beside the kind of the unit. English names of oblasts, raions and
# hromadas hold the kind themselves ('Lviv Oblast'), because an editor may word them freely.
_TITLES_UK = {
    Category.OBLAST: "{} область",
    Category.SPECIAL_CITY: "місто {}",
    Category.RAION: "{} район",
    Category.HROMADA: "{} територіальна громада",
    Category.CITY: "місто {}",
    Category.RURAL_SETTLEMENT: "селище {}",
    Category.VILLAGE: "село {}",
    Category.CITY_DISTRICT: "{} район",
}
_TITLES_EN = {
    Category.RURAL_SETTLEMENT: "{} settlement",
    Category.VILLAGE: "{} village",
    Category.CITY_DISTRICT: "{} district",
}


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def present(self) -> "TerritoryQuerySet":
        """Those of the newest edition of the codifier."""
        return self.filter(vanished_on=None)

    def communities(self) -> "TerritoryQuerySet":
        """Hromadas, and the two cities that stand for one."""
        return self.filter(category__in=COMMUNITIES)

    def oblasts(self) -> "TerritoryQuerySet":
        """Oblasts, the Autonomous Republic and the two cities beside them."""
        return self.filter(category__in=OBLASTS)

    def with_place(self) -> "TerritoryQuerySet":
        """With what `full_name` needs, so that a list costs one query."""
        return self.select_related("hromada", "raion", "oblast")


class Territory(models.Model):
    """One row of the codifier of administrative units (KATOTTG).

    A code that vanishes from a newer edition is kept with `vanished_on`.
    """

    code = models.CharField(max_length=19, unique=True)
    category = models.CharField(max_length=1, choices=Category)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    # Set by hand: a newer codifier leaves it alone.
    name_en_is_edited = models.BooleanField(default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    oblast = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    raion = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    hromada = models.ForeignKey("self", models.PROTECT, null=True, related_name="settlements")
    sort_key = models.CharField(max_length=240, db_index=True)
    search_key = models.CharField(max_length=160, db_index=True)
    search_key_latin = models.CharField(max_length=160)
    edition = models.DateField()
    vanished_on = models.DateField(null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "code"]
        verbose_name_plural = "territories"
        indexes = [models.Index(fields=["category", "sort_key"], name="territory_category")]

    def __str__(self) -> str:
        return self.name

    def title(self, language: str) -> str:
        """The name with its kind: 'Тростянецька територіальна громада', 'Trostianets hromada'."""
        if language != "uk":
            return _TITLES_EN.get(Category(self.category), "{}").format(self.name_en)
        if self.category == Category.OBLAST and not self.name.endswith("ка"):
            return self.name  # Автономна Республіка Крим
        return _TITLES_UK[Category(self.category)].format(self.name)

    def place(self, language: str) -> str:
        """What lies around it: 'Охтирський район, Сумська область'; '' at the top."""
        around = (self.hromada, self.raion, self.oblast)
        return ", ".join(unit.title(language) for unit in around if unit)

    def full_name(self, language: str) -> str:
        """'Тростянецька територіальна громада, Охтирський район, Сумська область'.

        Load with `with_place()`: otherwise each name costs queries.
        """
        place = self.place(language)
        return f"{self.title(language)}, {place}" if place else self.title(language)


class Alias(models.Model):
    """Another name that people know a territory by: an old, Russian or merged one."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=160, db_index=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(fields=["territory", "name"], name="alias_one_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class CodifierEdition(models.Model):
    """One loading of the codifier: what it was and what it changed."""

    edition = models.DateField()
    loaded_at = models.DateTimeField()
    source = models.CharField(max_length=255)
    rows = models.PositiveIntegerField()
    changes = models.JSONField(default=dict)
    # Tells each process that its index of names is out of date.
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.edition} ({self.source})"
