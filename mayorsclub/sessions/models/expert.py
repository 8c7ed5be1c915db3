from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from mayorsclub.design.languages import InLanguage


class Topic(models.Model):
    """What sessions, experts and proposals are about."""

    slug = models.SlugField(unique=True)
    name_uk = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    name = InLanguage()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name


class Availability(models.TextChoices):
    """Whether an expert advises members now."""

    YES = "yes", pgettext_lazy("expert", "advises members")
    LIMITED = "limited", pgettext_lazy("expert", "advises members, with a wait")
    NO = "no", pgettext_lazy("expert", "does not advise at present")


class Expert(models.Model):
    """A person who leads sessions and advises members.

    user: their account, where they have one. Nothing of an expert is shown in public while
    `is_shown` is not set: the person agreed to it (agreed_on). How to reach them stays with
    the secretariat.
    """

    slug = models.SlugField(max_length=90, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="expert"
    )
    name_uk = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    name_key = models.CharField(max_length=900, db_index=True)
    position_uk = models.CharField(max_length=250, blank=True)
    position_en = models.CharField(max_length=250, blank=True)
    about_uk = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="experts", blank=True)
    languages = models.JSONField(default=list, blank=True)
    availability = models.CharField(max_length=7, choices=Availability, default=Availability.NO)
    availability_note_uk = models.CharField(max_length=250, blank=True)
    availability_note_en = models.CharField(max_length=250, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_shown = models.BooleanField(default=False)
    agreed_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    name = InLanguage()
    job = InLanguage("position")
    about = InLanguage()
    availability_note = InLanguage()

    class Meta:
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(availability__in=Availability.values), name="expert_availability"
            ),
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(agreed_on__isnull=False), name="expert_agreed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("expert_sessions:expert", args=[self.slug])
