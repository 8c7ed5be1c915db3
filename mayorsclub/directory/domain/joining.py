"""Two entries of one member become one: which profile is theirs afterwards."""

from mayorsclub.directory.models import Profile
from mayorsclub.membership.models import Member


def join(keep: Member, given_up: Member, *, takes_other: bool) -> None:
    """Let the entry that stays have one of the two profiles, and the other entry the rest.

    takes_other: the profile of the entry given up is chosen; without a choice of two it is
    what there is. The caller owns the transaction and holds both entries locked. Nothing of
    the entry given up is shown, as it is not in force.
    """
    profiles = {
        profile.member_id: profile
        for profile in Profile.objects.select_for_update(of=("self",)).filter(
            member__in=[keep, given_up]
        )
    }
    mine, theirs = profiles.get(keep.pk), profiles.get(given_up.pk)
    if theirs is None or (mine is not None and not takes_other):
        return
    key = mine.pk if mine is not None else None
    if mine is not None:
        # A member has one profile at every moment, so they change places by way of nothing.
        mine.delete()
    theirs.member = keep
    theirs.save()
    if mine is not None:
        mine.pk, mine.member = key, given_up
        mine.save(force_insert=True)
