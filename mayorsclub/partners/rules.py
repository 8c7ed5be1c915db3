"""Who may do what with the register of partners and their certificates."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from rules import add_perm, predicate

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.once import once_a_request
from mayorsclub.accounts.roles import has_role
from mayorsclub.partners.models import Partner, Representative, Status


def representatives() -> QuerySet[Representative]:
    """Those who speak for an active partner now."""
    return Representative.objects.filter(removed_at=None, partner__status=Status.ACTIVE)


def representations(user: User) -> QuerySet[Representative]:
    """The active partners for whom the person speaks now."""
    return representatives().filter(user_id=user.pk)


@predicate
def is_partner(user: User | AnonymousUser) -> bool:
    """Whether the person represents an active partner now."""
    return isinstance(user, User) and _speaks_for_one(user)


@once_a_request
def _speaks_for_one(user: User) -> bool:
    return representations(user).exists()


@predicate
def may_keep_register(user: User | AnonymousUser) -> bool:
    """The secretariat keeps the register of partners."""
    return user.is_authenticated and has_role(user, Role.SECRETARIAT)


@predicate
def represents(user: User | AnonymousUser, partner: Partner) -> bool:
    """Whether the person speaks for this partner now, whatever the partner's status."""
    return (
        user.is_authenticated
        and partner.representatives.filter(user_id=user.pk, removed_at=None).exists()
    )


def may_see_entry(user: User | AnonymousUser, partner: Partner) -> bool:
    """Representatives and the secretariat see the entry and its certificate."""
    return represents(user, partner) or may_keep_register(user)


add_perm("partners.be_partner", is_partner)
add_perm("partners.keep_register", may_keep_register)
add_perm("partners.see_entry", may_see_entry)
