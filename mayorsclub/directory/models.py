from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mayorsclub.files.models import new_name


class Audience(models.TextChoices):
    """Who sees a field; each includes those before it."""

    NOBODY = "nobody", _("nobody")
    MEMBERS = "members", _("members")
    PARTNERS = "partners", _("members and partners")
    EVERYONE = "everyone", _("everyone")


def audience(default: Audience) -> models.CharField:
    """The column that says who sees a field."""
    return models.CharField(max_length=8, choices=Audience, default=default)


def audience_constraints(model: str, fields: tuple[str, ...]) -> list[models.BaseConstraint]:
    """One constraint for each field: an unknown audience must not slip in and be shown."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}_for__in": Audience.values}), name=f"{model}_{field}_for"
        )
        for field in fields
    ]


class Picture(models.Model):
    """A portrait or a logo, drawn anew in a few sizes. The original is not kept.

    width, height: of the largest size, in pixels.
    """

    token = models.CharField(max_length=64, unique=True, default=new_name, editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}: {self.width} × {self.height}"


class Rendition(models.Model):
    """One size and format of a picture, some kilobytes.

    In the database, so that it comes and goes with its picture in one transaction and no
    copy is left behind in a storage when somebody takes the picture away.
    """

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    width = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=4)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "width", "form"], name="rendition_once_per_picture"
            )
        ]

    def __str__(self) -> str:
        return f"{self.picture_id}/{self.width}.{self.form}"


class ShownRecord(models.Model):
    """What a member or a partner lets others see, each field with its audience.

    Nothing is shown without an agreement to the present text (`agreed_version`) nor while
    the secretariat hides it. `slug` is part of the public address and never changes.
    name_key: for finding. order_en: the place of the English name in a list.
    """

    slug = models.SlugField(max_length=90, unique=True)
    name_key = models.CharField(max_length=900)
    order_en = models.CharField(max_length=900, blank=True)
    entry_for = audience(Audience.MEMBERS)
    picture = models.OneToOneField(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_for = audience(Audience.MEMBERS)
    about_uk = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    about_for = audience(Audience.MEMBERS)
    email = models.EmailField(max_length=254, blank=True)
    email_for = audience(Audience.NOBODY)
    phone = models.CharField(max_length=20, blank=True)
    phone_for = audience(Audience.NOBODY)
    website = models.URLField(blank=True)
    website_for = audience(Audience.NOBODY)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_version = models.CharField(max_length=20, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    # The fields that have an audience.
    FIELDS: tuple[str, ...] = ()

    class Meta:
        abstract = True


MEMBER_FIELDS = (
    *("entry", "picture", "about", "languages", "sectors", "advises", "seeks"),
    *("email", "phone", "website"),
)


class Profile(ShownRecord):
    """What a member lets others see. `entry` is the name and the post.

    languages: codes of choices.LANGUAGES. sectors: values of partners' Sector.
    advises, seeks: values of choices.Topic.
    """

    member = models.OneToOneField(
        "membership.Member", models.CASCADE, related_name="profile", verbose_name=_("member")
    )
    languages = models.JSONField(default=list, blank=True)
    languages_for = audience(Audience.MEMBERS)
    sectors = models.JSONField(default=list, blank=True)
    sectors_for = audience(Audience.MEMBERS)
    advises = models.JSONField(default=list, blank=True)
    advises_for = audience(Audience.MEMBERS)
    seeks = models.JSONField(default=list, blank=True)
    seeks_for = audience(Audience.MEMBERS)

    FIELDS = MEMBER_FIELDS

    class Meta:
        constraints = audience_constraints("profile", MEMBER_FIELDS)

    def __str__(self) -> str:
        return str(self.member)


PARTNER_FIELDS = ("entry", "picture", "about", "interests", "email", "phone", "website")


class PartnerProfile(ShownRecord):
    """What a partner lets others see. `entry` is the name, the kind and the country;
    `interests` are the sectors, regions and the offer of its entry in the register."""

    partner = models.OneToOneField(
        "partners.Partner", models.CASCADE, related_name="profile", verbose_name=_("partner")
    )
    interests_for = audience(Audience.MEMBERS)

    FIELDS = PARTNER_FIELDS

    class Meta:
        constraints = audience_constraints("partner_profile", PARTNER_FIELDS)

    def __str__(self) -> str:
        return str(self.partner)
