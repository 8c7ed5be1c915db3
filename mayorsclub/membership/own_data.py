"""What membership knows of a person, for the file of their own data."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.accounts.queries import corrections_of
from mayorsclub.membership.domain.mandates import place_of, title_of
from mayorsclub.membership.models import Delegate, Interest, Member, Post, StatusChange


def parts(user: User) -> list[Part]:
    """The entry with its posts, statuses and delegates; in whose name the person acts."""
    language = (get_language() or "uk")[:2]
    entries = Member.objects.filter(user=user)
    posts = Post.objects.filter(member__in=entries).select_related("territory__oblast")
    changes = StatusChange.objects.filter(member__in=entries)
    delegates = Delegate.objects.filter(member__in=entries)
    acts_for = Delegate.objects.filter(user=user).select_related("member__user")
    return [
        Part("membership", _("Membership"), [_entry(member) for member in entries]),
        Part("posts", _("Posts"), [_post(post, language) for post in posts]),
        Part(
            "membership_statuses",
            _("Statuses of the membership"),
            [
                [
                    (_("Status"), each.get_status_display()),
                    (_("Reason"), each.reason),
                    (_("Since"), each.changed_at),
                ]
                for each in changes
            ],
        ),
        Part(
            "entry_corrections",
            _("Corrections of the entry"),
            [
                [
                    (_("What"), each.field),
                    (_("It was"), each.before),
                    (_("It is now"), each.after),
                    (_("Why"), each.reason),
                    (_("When"), each.corrected_at),
                ]
                for each in (corrections_of(*entries) if entries else ())
            ],
        ),
        Part(
            "delegates",
            _("Delegates"),
            [
                [(_("Who"), each.name), (_("E-mail"), each.email), (_("Until"), each.removed_at)]
                for each in delegates
            ],
        ),
        Part(
            "delegations",
            _("In whose name you act"),
            [
                [
                    (_("Member of the club"), str(each.member.user)),
                    (_("Since"), each.accepted_at),
                    (_("Until"), each.removed_at),
                ]
                for each in acts_for
            ],
        ),
    ]


def _entry(member: Member) -> list:
    return [
        (_("Number in the register"), member.register_number),
        (_("Member since"), member.entered_on),
        (_("Status"), member.get_status_display()),
        (_("Wishes"), ", ".join(str(Interest(each).label) for each in member.interests)),
    ]


def _post(post: Post, language: str) -> list:
    return [
        (_("Post"), title_of(post, language)),
        (_("Community"), place_of(post, language)),
        (_("Since"), post.began_on),
        (_("Until"), post.ended_on),
    ]
