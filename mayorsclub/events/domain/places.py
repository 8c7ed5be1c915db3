"""How many seats there are, taken and left. Ask under the event's lock before giving one."""

from dataclasses import dataclass, replace

from django.db.models import Count

from mayorsclub.events.models import HOLDING, Event, Group


@dataclass(frozen=True)
class Seats:
    """overall: of all groups together, None: no limit. quotas: of groups with seats of their
    own. taken: by each group, offered seats among them."""

    overall: int | None
    quotas: dict[str, int]
    taken: dict[str, int]

    @property
    def taken_in_all(self) -> int:
        return sum(self.taken.values())

    def left(self, group: str) -> int | None:
        """Seats that this group may still take; None: no limit.

        A group with a quota uses its own seats; the others share what is left after all
        quotas. There are never more than the seats overall.
        """
        limits = []
        if group in self.quotas:
            limits.append(self.quotas[group] - self.taken.get(group, 0))
        elif self.overall is not None:
            shared = max(0, self.overall - sum(self.quotas.values()))
            limits.append(shared - sum(n for g, n in self.taken.items() if g not in self.quotas))
        if self.overall is not None:
            limits.append(self.overall - self.taken_in_all)
        return max(0, min(limits)) if limits else None

    def is_full(self, group: str) -> bool:
        return self.left(group) == 0

    def open_groups(self) -> list[str]:
        """The groups that still have a seat."""
        return [group for group in Group.values if not self.is_full(group)]

    def with_one(self, group: str) -> "Seats":
        """After one more was taken."""
        return replace(self, taken={**self.taken, group: self.taken.get(group, 0) + 1})


def seats_of(event: Event) -> Seats:
    """The seats as they are now, in two queries; only the locked event's stay so."""
    taken = (
        event.registrations.filter(standing__in=HOLDING)
        .order_by()
        .values_list("group")
        .annotate(count=Count("pk"))
    )
    return Seats(event.seats, dict(event.quotas.values_list("group", "seats")), dict(taken))


def seats_taken(event: Event) -> int:
    """How many people have a seat or an offer of one."""
    return event.registrations.filter(standing__in=HOLDING).count()


def seats_left(event: Event, group: str) -> int | None:
    """Seats that this group may still take; None: no limit."""
    return seats_of(event).left(group)
