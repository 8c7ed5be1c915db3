"""The register of members."""

from datetime import datetime
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.certificates.queries import in_force
from mayorsclub.membership import queries, rules
from mayorsclub.membership.domain import delegates, members, posts
from mayorsclub.membership.domain.mandates import (
    PostFacts,
    is_current_head,
    position_text,
    present_post,
)
from mayorsclub.membership.holder import names_on_paper
from mayorsclub.membership.models import Interest, Member, Post, PostKind, Status
from mayorsclub.office import shown
from mayorsclub.office.choices import oblast_filter, oblast_of, period, several
from mayorsclub.office.columns import DayColumn
from mayorsclub.office.corrections import EntryForm, corrections_panel, with_reason
from mayorsclub.office.domain.correcting import with_renewal
from mayorsclub.office.import_rows import came_from
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.mailing_form import letter_button, letters_to_chosen
from mayorsclub.office.printing import print_register
from mayorsclub.office.records import READ_ONLY, Action, Panel, RecordPage, Text
from mayorsclub.office.registers import (
    Register,
    bulk_actions,
    extract_action,
    status_actions,
)
from mayorsclub.territories.forms import CommunityField
from mayorsclub.ukrainian.dates import long_date

IN_OFFICE = [("current", gettext_lazy("current head")), ("former", gettext_lazy("former head"))]


def in_register(queryset: QuerySet[Member], **how: Any) -> QuerySet[Member]:
    return queryset & queries.register(today=timezone.localdate(), **how)


class MemberFilters(WagtailFilterSet):
    """Status, oblast, current or former head."""

    status = several(gettext_lazy("Status"), Status.choices)
    oblast = oblast_filter(
        lambda found, _name, value: found.filter(Exists(queries.posts_in(value)))
    )
    in_office = django_filters.ChoiceFilter(
        label=gettext_lazy("Post"),
        choices=IN_OFFICE,
        method=lambda found, _name, value: in_register(found, in_office=value == "current"),
    )

    interests = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Wishes to take part in"),
        choices=Interest.choices,
        widget=forms.CheckboxSelectMultiple,
        method=lambda found, _name, value: found & queries.with_interests(value),
    )
    entered_on = period(gettext_lazy("Member since"))

    class Meta:
        model = Member
        fields: list[str] = []


REGISTER = Register(
    Status,
    members.MOVES,
    members.change_status,
    members.renew_certificate,
    rules.may_keep_register,
    gettext_lazy("After a change of name or post. The old one is no longer valid."),
)


def head_post(member: Member) -> Post | None:
    return present_post(member.posts.all(), today=timezone.localdate())


def community(member: Member) -> str:
    """The community of the present post."""
    post = head_post(member)
    if post is None or post.territory is None:
        return post.former_community if post else ""
    return post.territory.title(get_language() or "uk")


def oblast(member: Member) -> str:
    """The oblast of the present post, or the city with special status itself."""
    post = head_post(member)
    return oblast_of(post.territory if post else None)


def wishes(member: Member) -> str:
    return ", ".join(str(Interest(value).label) for value in member.interests)


def position(member: Member) -> str:
    """The present post in words, in the language of the screen."""
    post = head_post(member)
    today = timezone.localdate()
    return position_text(post, get_language() or "uk", today=today) if post else "–"


PRINTED = {
    "user": 3,
    "register_number": 1.2,
    "post": 5,
    "get_status_display": 1.3,
    "entered_on": 1.8,
}


def printed(listing: OfficeList, language: str, at: datetime) -> tuple[bytes, int]:
    """The register on paper."""
    return print_register(listing, language, at, title=_("Register of members"), widths=PRINTED)


class MemberList(OfficeList):
    """All entries, in alphabetical order."""

    name = "members"
    page_title = gettext_lazy("Members")
    header_icon = "group"
    filterset_class = MemberFilters
    default_ordering = "user__sort_key"
    columns = [
        TitleColumn(
            "user",
            label=pgettext_lazy("person", "Name"),
            sort_key="user__sort_key",
            get_url=lambda member: reverse("office:member", args=[member.pk]),
        ),
        Column("register_number", label="№", sort_key="register_number"),
        Column("post", label=gettext_lazy("Post"), accessor=position),
        Column("get_status_display", label=gettext_lazy("Status"), sort_key="status"),
        DayColumn("entered_on", label=gettext_lazy("Member since"), sort_key="entered_on"),
    ]
    more_columns = [
        Column("name_en", label=gettext_lazy("Name in English"), accessor="user.name_en"),
        Column("community", label=gettext_lazy("Community"), accessor=community),
        Column("oblast", label=gettext_lazy("Oblast"), accessor=oblast),
        Column(
            "email", label=gettext_lazy("E-mail"), accessor="user.email", sort_key="user__email"
        ),
        Column("phone", label=gettext_lazy("Phone"), accessor="user.phone"),
        Column(
            "language",
            label=gettext_lazy("Language of letters"),
            accessor="user.get_language_display",
        ),
        Column("interests", label=gettext_lazy("Wishes to take part in"), accessor=wishes),
    ]
    bulk_actions = [letters_to_chosen("members"), *bulk_actions(REGISTER)]
    printed = staticmethod(printed)

    def records(self) -> QuerySet[Member]:
        return queries.register(today=timezone.localdate())

    def search(self, records: QuerySet[Member], text: str) -> QuerySet[Member]:
        return in_register(records, search=text)


class PostForm(forms.Form):
    """One post, as the register keeps it."""

    kind = forms.ChoiceField(label=gettext_lazy("Post"), choices=PostKind.choices)
    territory = CommunityField(label=gettext_lazy("Community"), required=False)
    former_community = forms.CharField(
        label=gettext_lazy("Name of the former community, if it was merged"),
        max_length=160,
        required=False,
    )
    began_on = forms.DateField(label=gettext_lazy("Began on"), widget=AdminDateInput)
    ended_on = forms.DateField(
        label=gettext_lazy("Ended on"), widget=AdminDateInput, required=False
    )
    title = forms.CharField(
        label=gettext_lazy("Name of the post in Ukrainian, for another post"),
        max_length=160,
        required=False,
    )
    title_en = forms.CharField(
        label=gettext_lazy("Name of the post in English"), max_length=160, required=False
    )


class CorrectPostForm(PostForm):
    """A post as it should have been entered."""

    how_ended = forms.CharField(label=gettext_lazy("How it ended"), max_length=250, required=False)


def correct_post(post_id: int, *, reason: str, actor: Any, at: Any, **values: Any) -> Post:
    """posts.correct_post with the values of CorrectPostForm."""
    return posts.correct_post(post_id, PostFacts(**values), reason=reason, actor=actor, at=at)


class EndPostForm(forms.Form):
    """When and how a mandate ended."""

    ended_on = forms.DateField(label=gettext_lazy("Ended on"), widget=AdminDateInput)
    how_ended = forms.CharField(label=gettext_lazy("How it ended"), max_length=250, required=False)


class MemberPage(RecordPage):
    """One entry: person, posts, status, certificate, delegates."""

    header_icon = "user"
    parent = (gettext_lazy("Members"), lambda: reverse("office:members"))

    def find(self, pk: int) -> Member:
        return get_object_or_404(queries.register(today=timezone.localdate()), pk=pk)

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to a letter to this person alone."""
        return [letter_button("members", self.record.pk)]

    def get_page_title(self) -> str:
        return str(self.record.user)

    def related(self, record: Member) -> list[Any]:
        merged = list(record.merged_entries.all())
        return [*merged, record.application] if record.application else merged

    def facts(self, record: Member) -> list[tuple[Text, object]]:
        today = timezone.localdate()
        head = _("current head") if is_current_head(record.posts.all(), today=today) else ""
        return [
            (_("Number in the register"), record.register_number),
            (_("Member since"), long_date(record.entered_on, self.language)),
            (_("Status"), record.get_status_display()),
            (_("Post"), position(record)),
            (_("Head of a community"), head or _("former head")),
            (_("E-mail"), record.user.email),
            (_("Decision"), str(record.decision) if record.decision else ""),
        ]

    def panels(self, record: Member) -> list[Panel]:
        today = timezone.localdate()
        rows = [
            (position_text(post, self.language, today=today), post) for post in record.posts.all()
        ]
        changes, _entries = queries.history(record)
        links = [
            (_("The person’s account"), reverse("office:person", args=[record.user_id])),
        ]
        if record.application_id:
            link = reverse("office:application", args=[record.application_id])
            links.append((_("The application"), link))
        links += came_from(record)
        return [
            Panel(_("Posts"), "office/parts/posts.html", {"rows": rows}),
            Panel(_("Status and its history"), "office/parts/statuses.html", {"changes": changes}),
            Panel(
                _("Delegates"),
                "office/parts/delegates.html",
                {"delegates": queries.delegates_of(record)},
            ),
            Panel(
                _("Certificate"),
                "office/parts/certificate.html",
                {"certificate": in_force(record)},
            ),
            shown.panel(record),
            *corrections_panel(record, record.user, language=self.language),
            Panel(_("See also"), "office/parts/links.html", {"links": links}),
        ]

    def on_paper(self, record: Member) -> dict[str, Any]:
        """What an extract says, in the language that is active then."""
        return {
            "title": lambda: _("Extract from the register of members"),
            "intro": lambda: _(
                "The Mayors’ Club confirms that its register of members holds this entry:"
            ),
            "rows": lambda: [
                (
                    pgettext("person", "Name"),
                    names_on_paper(record.user)[(get_language() or "uk") == "en"],
                ),
                (_("Number in the register"), record.register_number),
                (_("Member since"), long_date(record.entered_on, get_language() or "uk")),
                (_("Post"), position(record)),
                (_("Status"), str(record.get_status_display())),
                (_("Decision"), str(record.decision) if record.decision else ""),
            ],
        }

    def only_read(self, record: Member) -> Text:
        return READ_ONLY

    def actions(self, record: Member) -> list[Action]:
        if not rules.may_keep_register(self.request.user):
            return []
        how = self.acting("actor")
        offered = [
            Action(
                "post",
                _("Add a post"),
                _("The post was added."),
                lambda **values: posts.add_post(record.pk, PostFacts(**values), **how),
                form=PostForm,
            )
        ]
        for post in record.posts.all():
            if post.ended_on is None:
                label = position_text(post, self.language, today=timezone.localdate())
                offered.append(self._end_post(post, label))
        offered += self._corrections(record)
        offered += status_actions(record, REGISTER, how)
        offered.append(extract_action(record, self.on_paper(record), how))
        return [*offered, *shown.actions(record, how)]

    def _corrections(self, record: Member) -> list[Action]:
        """What was entered wrongly: posts, the day of entry; and delegates to remove."""
        how = self.acting("actor")
        renew = partial(members.renew_certificate, record.pk, **how)
        renews = record.status == Status.ACTIVE
        offered = [
            Action(
                f"correct-{post.pk}",
                _("Correct: {post}").format(
                    post=position_text(post, self.language, today=timezone.localdate())
                ),
                _("Corrected. What stood there is kept in the history of corrections."),
                with_renewal(partial(correct_post, post.pk, **how), renew),
                form=with_reason(CorrectPostForm, renews=renews),
                initial={name: getattr(post, name) for name in CorrectPostForm.base_fields},
            )
            for post in record.posts.all()
        ]
        offered.append(
            Action(
                "entry",
                _("Correct the day of entry"),
                _("Corrected. What stood there is kept in the history of corrections."),
                with_renewal(partial(members.correct_entry, record.pk, **how), renew),
                form=with_reason(EntryForm, renews=renews),
                initial={"entered_on": record.entered_on},
            )
        )
        return offered + [
            Action(
                f"delegate-{delegate.pk}",
                _("Remove the delegate: {name}").format(name=delegate.name),
                _("The person no longer acts in this member’s name."),
                partial(delegates.remove, delegate.pk, **how),
                help=_("The delegate is told by letter."),
                is_serious=True,
            )
            for delegate in queries.delegates_of(record)
        ]

    def _end_post(self, post: Post, label: str) -> Action:
        return Action(
            f"end-{post.pk}",
            _("End: {post}").format(post=label),
            _("The end of the post is noted."),
            partial(posts.end_post, post.pk, **self.acting("actor")),
            form=EndPostForm,
        )
