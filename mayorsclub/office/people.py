"""People: who has an account, their data, roles and access."""

from collections.abc import Callable
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.accounts.domain import people, roles
from mayorsclub.accounts.models import Role, RoleGrant, User
from mayorsclub.accounts.queries import second_factors
from mayorsclub.applications.queries import of_applicant
from mayorsclub.inbox.queries import of_person
from mayorsclub.membership.domain.members import renew_certificate
from mayorsclub.membership.models import Status
from mayorsclub.membership.queries import entry_of
from mayorsclub.membership.rules import may_keep_register
from mayorsclub.office.addresses import address_of
from mayorsclub.office.choices import several
from mayorsclub.office.corrections import corrections_panel, with_reason
from mayorsclub.office.domain import erasing
from mayorsclub.office.domain.correcting import with_renewal
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.mailing_form import letter_button, letters_to_chosen
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.partners.models import Partner
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import long_date
from mayorsclub.ukrainian.phones import show


def with_roles(people_: QuerySet[User], roles: list[str]) -> QuerySet[User]:
    """People who have one of these roles now."""
    grants = RoleGrant.objects.filter(
        user=OuterRef("pk"), role__in=roles, granted_at__isnull=False, ended_at=None
    )
    return people_.filter(Exists(grants))


def with_request(people_: QuerySet[User], wanted: bool) -> QuerySet[User]:
    """People for whom a role was asked that another administrator has to approve."""
    waiting = RoleGrant.objects.filter(user=OuterRef("pk"), granted_at=None, ended_at=None)
    return people_.filter(Exists(waiting)) if wanted else people_


class PeopleFilters(WagtailFilterSet):
    """Role, waiting request, switched on or off."""

    role = several(
        gettext_lazy("Role"),
        Role.choices,
        method=lambda found, _name, roles: with_roles(found, roles) if roles else found,
    )
    waiting = django_filters.BooleanFilter(
        label=gettext_lazy("A role waits for approval"),
        method=lambda queryset, _name, value: with_request(queryset, value),
    )
    is_active = django_filters.BooleanFilter(label=gettext_lazy("Account switched on"))
    language = several(gettext_lazy("Language of letters"), settings.LANGUAGES)

    class Meta:
        model = User
        fields: list[str] = []


class PeopleList(OfficeList):
    """Everyone with an account, in alphabetical order."""

    name = "people"
    rule = "accounts.manage_people"
    page_title = gettext_lazy("People")
    header_icon = "group"
    filterset_class = PeopleFilters
    default_ordering = "sort_key"
    columns = [
        TitleColumn(
            "__str__",
            label=pgettext_lazy("person", "Name"),
            sort_key="sort_key",
            get_url=lambda user: reverse("office:person", args=[user.pk]),
        ),
        Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
        Column(
            "roles",
            label=gettext_lazy("Roles"),
            accessor=lambda user: ", ".join(
                str(Role(grant.role).label)
                for grant in user.role_grants.all()
                if grant.granted_at and not grant.ended_at
            ),
        ),
        Column(
            "is_active",
            label=gettext_lazy("Account"),
            accessor=lambda user: _("switched on") if user.is_active else _("switched off"),
        ),
    ]
    more_columns = [
        Column("name_en", label=gettext_lazy("Name in English")),
        Column("phone", label=gettext_lazy("Phone")),
        Column("salutation", label=gettext_lazy("Form of address")),
        Column(
            "get_language_display", label=gettext_lazy("Language of letters"), sort_key="language"
        ),
    ]
    bulk_actions = [letters_to_chosen("people")]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to make an account."""
        return [
            HeaderButton(_("New person"), url=reverse("office:new_person"), icon_name="plus"),
            HeaderButton(
                _("People who may be the same"),
                url=reverse("office:same_people"),
                icon_name="group",
            ),
        ]

    def records(self) -> QuerySet[User]:
        return User.objects.filter(merged_into=None).prefetch_related("role_grants")

    def search(self, records: QuerySet[User], text: str) -> QuerySet[User]:
        return records.filter(
            Q(sort_key__contains=sort_key(text))
            | Q(email__icontains=text)
            | Q(name_en__icontains=text)
            | Q(phone__contains=text.replace(" ", ""))
        )


class NamesForm(forms.ModelForm):
    """Names, form of address, phone, language."""

    class Meta:
        model = User
        fields = people.PROFILE


class AddressForm(forms.Form):
    """A new e-mail that the office has checked."""

    email = forms.EmailField(label=gettext_lazy("New e-mail"), max_length=254)


class RoleForm(forms.Form):
    """A role to ask for."""

    role = forms.TypedChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, coerce=Role, widget=forms.RadioSelect
    )


class ErasureForm(forms.Form):
    """The address once more, so that nobody is erased by a slip."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the person"), max_length=254)


RECORD_WORDS = {
    "membership.member": gettext_lazy("Entry in the register of members"),
    "partners.partner": gettext_lazy("Represents the partner"),
    "applications.application": gettext_lazy("Application"),
    "inbox.message": gettext_lazy("Message"),
    "accounts.user": gettext_lazy("Account that was merged into this one"),
}


class PersonPage(RecordPage):
    """One person: data, roles, what can be done with the account."""

    rule = "accounts.manage_people"
    header_icon = "user"
    parent = (gettext_lazy("People"), lambda: reverse("office:people"))

    def find(self, pk: int) -> User:
        return get_object_or_404(User, pk=pk)

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a letter to this person alone."""
        address = f"{reverse('office:same_people')}?of={self.record.pk}"
        return [
            letter_button("people", self.record.pk),
            HeaderButton(_("Merge"), url=address, icon_name="group"),
        ]

    def related(self, record: User) -> list[Any]:
        """The entries, applications, delegations and messages of this person, and the accounts
        that were merged into this one."""
        entry = entry_of(record)
        return [
            *([entry] if entry else []),
            *Partner.objects.filter(representatives__user=record).distinct(),
            *of_applicant(record),
            *record.delegations.all(),
            *of_person(record, [record.email]),
            *record.merged_accounts.all(),
        ]

    def facts(self, record: User) -> list[tuple[Text, object]]:
        return [
            (_("E-mail"), record.email),
            (_("Phone"), show(record.phone) if record.phone else ""),
            (_("Name in English"), record.name_en),
            (_("Form of address"), record.salutation),
            (_("Language of letters"), record.get_language_display()),
            (_("Second factor"), _("set up") if second_factors(record).exists() else _("none")),
            (_("Account"), _("switched on") if record.is_active else _("switched off")),
        ]

    def panels(self, record: User) -> list[Panel]:
        grants = record.role_grants.select_related("asked_by", "approved_by", "ended_by")
        panels = [Panel(_("Roles"), "office/parts/roles.html", {"grants": grants})]
        if links := self.links(record):
            panels.append(Panel(_("In the club"), "office/parts/links.html", {"links": links}))
        return [*panels, *corrections_panel(record, language=self.language), *self._data(record)]

    def links(self, record: User) -> list[tuple[str, str]]:
        """Each record of this person with its page."""
        found = []
        for each in self.related(record):
            label = each._meta.label_lower
            if label == "membership.delegate":
                text = _("Acts in the name of: {member}").format(member=each.member.user)
                found.append((text, address_of("membership.member", str(each.member_id))))
            else:
                text = f"{RECORD_WORDS[label]}: {each}"
                found.append((text, address_of(label, str(each.pk))))
        return found

    def actions(self, record: User) -> list[Action]:
        user = self.request.user
        offered = []
        if user.has_perm("accounts.manage_person", record) and record != user:
            offered += self._account_actions(record)
        if user.has_perm("accounts.manage_roles"):
            offered += self._role_actions(record)
        return offered

    def _account_actions(self, record: User) -> list[Action]:
        how = self.acting("by")
        names = {name: getattr(record, name) for name in people.PROFILE}
        offered = [
            Action(
                "names",
                _("Correct the data"),
                _("Saved."),
                with_renewal(
                    partial(people.change_profile, record.pk, **how), self._renewal(record)
                ),
                form=with_reason(
                    forms.modelform_factory(User, form=NamesForm),
                    renews=self._renewal(record) is not None,
                ),
                initial=names,
            ),
            Action(
                "address",
                _("Give a new e-mail"),
                _("The person signs in with the new e-mail from now on."),
                partial(people.change_address, record.pk, **how),
                form=with_reason(AddressForm),
                help=_(
                    "Only after you have made sure by phone that it is this person. "
                    "The old address is told."
                ),
                is_serious=True,
            ),
        ]
        if record.is_active:
            offered.append(
                Action(
                    "disable",
                    _("Switch the account off"),
                    _("The account is off; the person was signed out everywhere."),
                    partial(people.deactivate, record.pk, **how),
                    is_serious=True,
                    undone_by=_("The account can be switched on again."),
                )
            )
        else:
            offered.append(
                Action(
                    "enable",
                    _("Switch the account on"),
                    _("The account is on again."),
                    partial(people.reactivate, record.pk, **how),
                )
            )
        return offered

    def _data(self, record: User) -> list[Panel]:
        """The way to a file with the person's data, for who may see the account."""
        if not self.request.user.has_perm("accounts.manage_person", record):
            return []
        context = {"address": reverse("office:person_data", args=[record.pk])}
        return [Panel(_("Data of the person"), "office/parts/person_data.html", context)]

    def _renewal(self, record: User) -> Callable[[], object] | None:
        """Issuing an active member's certificate anew; None for others."""
        member = entry_of(record)
        user = self.request.user
        if member is None or member.status != Status.ACTIVE or not may_keep_register(user):
            return None
        return partial(renew_certificate, member.pk, **self.acting("actor"))

    def _role_actions(self, record: User) -> list[Action]:
        how = self.acting("by")
        offered = [
            Action(
                "role",
                _("Give a role"),
                _("The role is given, or waits for another administrator."),
                partial(roles.request_role, record.pk, **how),
                form=RoleForm,
            )
        ]
        for grant in record.role_grants.filter(ended_at=None):
            label = Role(grant.role).label
            if grant.granted_at is None:
                offered.append(
                    Action(
                        f"approve-{grant.pk}",
                        _("Approve: {role}").format(role=label),
                        _("The role is given."),
                        partial(roles.approve_role, grant.pk, **how),
                        help=_("Asked by {name} on {date}.").format(
                            name=grant.asked_by, date=long_date(grant.asked_at, self.language)
                        ),
                    )
                )
            offered.append(
                Action(
                    f"end-{grant.pk}",
                    _("End: {role}").format(role=label),
                    _("The role has ended."),
                    partial(roles.end_role, grant.pk, **how),
                    is_serious=True,
                    undone_by=_("The role can be given again."),
                )
            )
        if record != self.request.user:
            offered += self._last_actions(record)
        return offered

    def _last_actions(self, record: User) -> list[Action]:
        """What an administrator does on a person's wish and only after a call."""
        how = self.acting("by")
        offered = []
        if second_factors(record).exists():
            offered.append(
                Action(
                    "factor",
                    _("End the second factor"),
                    _("The person sets up a new second factor at the next sign-in."),
                    partial(people.reset_second_factor, record.pk, **how),
                    help=_("When all devices are lost, and only after a call."),
                    is_serious=True,
                )
            )
        offered.append(
            Action(
                "erase",
                _("Erase the personal data"),
                _("The personal data are erased."),
                partial(erasing.erase_person, record.pk, **how),
                form=ErasureForm,
                help=_(
                    "At the person’s own wish. Name, addresses, answers, files and letters "
                    "go for ever; decisions and the log stay. This cannot be undone."
                ),
                is_serious=True,
                has_own_word=True,
            )
        )
        return offered
