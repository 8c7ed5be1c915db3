from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.applications.entries import RegisterEntry, StatusChanged


class Status(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("membership", "Active")
    SUSPENDED = "suspended", pgettext_lazy("membership", "Suspended")
    LEFT = "left", pgettext_lazy("membership", "Left")
    EXCLUDED = "excluded", pgettext_lazy("membership", "Excluded")
    DECEASED = "deceased", pgettext_lazy("membership", "Deceased")


class Member(RegisterEntry):
    """A person in the register of members. Free of charge, without end date.

    Names are the person's (accounts.User); posts are rows of Post.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="member")
    status = models.CharField(max_length=9, choices=Status, default=Status.ACTIVE)
    interests = models.JSONField(default=list, blank=True)
    # A second entry of the same person stays, empty of all that could be moved.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_entries"
    )

    class Meta:
        ordering = ["user__sort_key"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="member_status"),
        ]

    def __str__(self) -> str:
        return f"{self.register_number} {self.user}"


class StatusChange(StatusChanged):
    """One change of a member's status, with its reason: the history."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="status_changes")
    status = models.CharField(max_length=9, choices=Status)

    def __str__(self) -> str:
        return f"{self.member}: {self.status}"


class Interest(models.TextChoices):
    """How a member wishes to take part: the club's services to members."""

    PROJECTS = "projects", _("projects of my community and their financing")
    MENTORING = "mentoring", _("exchange of experience and mentoring")
    SESSIONS = "sessions", _("expert sessions")
    MISSIONS = "missions", _("trade missions and international ties")
    LEGISLATION = "legislation", _("legislation and strategy of local self-government")


class PostKind(models.TextChoices):
    """What a person is or was. The first four make a candidate eligible (ELECTED)."""

    MAYOR = "mayor", _("mayor")
    SETTLEMENT_HEAD = "settlement_head", _("head of a settlement community")
    VILLAGE_HEAD = "village_head", _("head of a village community")
    COMMUNITY_HEAD = "community_head", _("head of a territorial community")
    ACTING = "acting", _("acting head")
    MILITARY = "military", _("head of a military administration")
    OTHER = "other", _("another post")


ELECTED = (
    PostKind.MAYOR,
    PostKind.SETTLEMENT_HEAD,
    PostKind.VILLAGE_HEAD,
    PostKind.COMMUNITY_HEAD,
)


class Post(models.Model):
    """One post of a member, from the mandate's beginning to its end.

    `ended_on` empty: in office until told otherwise (no term is ever computed; the
    Constitution's five years do not end a mandate while elections cannot be held).
    `title` is the person's own wording of the post, needed only for `other`.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=15, choices=PostKind)
    title = models.CharField(max_length=160, blank=True)
    title_en = models.CharField(max_length=160, blank=True)
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, null=True, blank=True, related_name="+"
    )
    former_community = models.CharField(max_length=160, blank=True)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    how_ended = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["-began_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("began_on")),
                name="post_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.kind}"


class Delegate(models.Model):
    """A responsible staff member who acts in a member's name, as far as the member lets."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="delegates")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=160)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="delegations"
    )
    may_register = models.BooleanField(_("may register me for events"), default=True)
    may_edit_profile = models.BooleanField(_("may edit my profile"), default=False)
    may_download = models.BooleanField(_("may download my certificate"), default=False)
    token_hash = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "email"],
                condition=Q(removed_at=None),
                name="delegate_once_per_member",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.member}"
