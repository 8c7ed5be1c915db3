"""Expert sessions: what they are about, who led them, what members get of them."""

from dataclasses import replace
from functools import partial
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from mayorsclub.directory.choices import language_name
from mayorsclub.office.choices import several, several_of
from mayorsclub.office.columns import DayColumn, MomentColumn
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import Action, Panel, RecordPage, Text
from mayorsclub.office.session_forms import (
    EXPERTS,
    LinkForm,
    PaperForm,
    PlaceForm,
    TranscriptForm,
    VideoForm,
    WordsForm,
    event_form,
    experts_form,
    papers_form,
)
from mayorsclub.office.session_lists import LISTS, RULE, topic_filter
from mayorsclub.sessions.domain import materials, sessions
from mayorsclub.sessions.models import Answering, ExpertSession, Series, State
from mayorsclub.ukrainian.dates import long_date, moment


class SessionFilters(WagtailFilterSet):
    """State, series, topic, whether there is a recording."""

    state = several(gettext_lazy("State"), State.choices)
    series = several_of(gettext_lazy("Series"), lambda _request: Series.objects.all())
    topics = topic_filter()
    recorded = django_filters.BooleanFilter(
        label=gettext_lazy("With a recording"),
        method=lambda found, _name, is_so: recorded(found, is_so),
    )

    class Meta:
        model = ExpertSession
        fields: list[str] = []


def recorded(sessions: QuerySet[ExpertSession], is_so: bool) -> QuerySet[ExpertSession]:
    """Those with a recording, or those without."""
    has = ~Q(video_link="") | Q(video__isnull=False)
    return sessions.filter(has if is_so else ~has)


def open_questions() -> Count:
    """How many questions wait for an answer; for annotations."""
    return Count("questions", filter=Q(questions__state=Answering.OPEN), distinct=True)


class SessionList(OfficeList):
    """Every session, drafts too, in order."""

    name = "sessions"
    rule = RULE
    beside = LISTS
    page_title = gettext_lazy("Expert sessions")
    header_icon = "media"
    filterset_class = SessionFilters
    default_ordering = "-number"
    holds_people = False
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            sort_key="title_uk",
            get_url=lambda session: reverse("office:session", args=[session.pk]),
        ),
        Column("number", label="№", sort_key="number"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "recording",
            label=gettext_lazy("Recording"),
            accessor=lambda session: _("yes") if session.video_id or session.video_link else "–",
        ),
        Column("open_questions", label=gettext_lazy("Questions that wait")),
    ]
    more_columns = [
        Column("series", label=gettext_lazy("Series"), sort_key="series__position"),
        DayColumn("held_on", label=gettext_lazy("Held"), sort_key="held_on"),
        Column("event", label=gettext_lazy("Event"), accessor=lambda one: one.event or "–"),
        MomentColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]

    def get_header_buttons(self) -> list[HeaderButton]:
        """The way to write one."""
        new = reverse("office:new_session")
        return [HeaderButton(_("New session"), url=new, icon_name="plus")]

    def records(self) -> QuerySet[ExpertSession]:
        rows = ExpertSession.objects.select_related("series", "event")
        return rows.annotate(open_questions=open_questions())

    def search(self, records: QuerySet[ExpertSession], text: str) -> QuerySet[ExpertSession]:
        return records.filter(
            Q(title_uk__icontains=text) | Q(title_en__icontains=text) | Q(slug__icontains=text)
        )


class SessionPage(RecordPage):
    """One session: its words, its place, and what members get."""

    rule = RULE
    header_icon = "media"
    panels_first = True
    parent = (gettext_lazy("Expert sessions"), lambda: reverse("office:sessions"))

    def find(self, pk: int) -> ExpertSession:
        rows = ExpertSession.objects.select_related("series", "event", "video")
        found = get_object_or_404(rows.annotate(open_questions=open_questions()), pk=pk)
        self.topics = list(found.topics.all())
        self.experts = [leading.expert for leading in found.leadings.select_related("expert")]
        self.papers = list(found.files.select_related("file"))
        self.transcripts = {each.language: each.text for each in found.transcripts.all()}
        return found

    def get_page_title(self) -> str:
        return f"{self.record.number}. {self.record.title}"

    def facts(self, record: Any) -> list[tuple[Text, object]]:
        return [
            (_("State"), record.get_state_display()),
            (_("Series"), record.series),
            (_("Address"), record.get_absolute_url()),
            (_("Topics"), ", ".join(topic.name for topic in self.topics)),
            (_("Held"), long_date(record.held_on, self.language) if record.held_on else ""),
            (_("Members may ask"), _("yes") if record.takes_questions else _("no")),
            (_("Questions that wait"), record.open_questions),
            (_("Changed"), moment(record.changed_at, self.language)),
        ]

    def panels(self, record: ExpertSession) -> list[Panel]:
        words = "office/parts/words.html"
        return [
            Panel(
                _("What members get"),
                "office/parts/session_materials.html",
                {
                    "session": record,
                    "papers": self.papers,
                    "experts": self.experts,
                    "transcripts": [
                        language_name(code) for code in ("uk", "en") if code in self.transcripts
                    ],
                    "is_shown": record.state == State.SHOWN,
                },
            ),
            Panel(_("In Ukrainian"), words, {"text": f"{record.title_uk}\n\n{record.about_uk}"}),
            Panel(
                _("In English"),
                words,
                {"text": f"{record.title_en}\n\n{record.about_en}".strip()},
            ),
        ]

    def actions(self, record: ExpertSession) -> list[Action]:
        about, materials = _("The session"), _("What members get")
        return [
            *self._state(record),
            *(replace(action, group=about) for action in self._about(record)),
            *(replace(action, group=materials) for action in self._materials(record)),
        ]

    def _state(self, record: ExpertSession) -> list[Action]:
        how = self.acting("by")
        if record.state == State.SHOWN:
            return [
                Action(
                    "hide",
                    pgettext("session", "Take out of the archive"),
                    _("Nobody outside the office sees it any more."),
                    partial(sessions.hide, record.pk, **how),
                    is_serious=True,
                    undone_by=_("You can show it again at any time."),
                )
            ]
        return [
            Action(
                "show",
                _("Show in the archive"),
                _("It stands in the archive now."),
                partial(sessions.show, record.pk, **how),
                help=_("Everyone sees what it is about; recording and answers only members."),
            )
        ]

    def _about(self, record: ExpertSession) -> list[Action]:
        how = self.acting("by")
        names = ("title_uk", "title_en", "about_uk", "about_en", "held_on", "takes_questions")

        def change(**values: Any) -> None:
            sessions.change(record.pk, sessions.SessionFacts(**values), **how)

        def set_experts(**places: Any) -> None:
            chosen = [places[f"expert_{n}"] for n in range(1, EXPERTS + 1)]
            sessions.set_experts(record.pk, [one for one in chosen if one], **how)

        return [
            Action(
                "change",
                _("Change the words"),
                _("Saved."),
                change,
                form=WordsForm,
                initial={name: getattr(record, name) for name in names} | {"topics": self.topics},
            ),
            Action(
                "experts",
                _("Who leads it"),
                _("Saved."),
                set_experts,
                form=experts_form(),
                initial={f"expert_{n}": each.pk for n, each in enumerate(self.experts, 1)},
            ),
            Action(
                "event",
                _("Its event"),
                _("Saved."),
                lambda event: sessions.set_event(record.pk, event, **how),
                form=event_form(record),
                initial={"event": record.event_id},
            ),
            Action(
                "place",
                _("Series and number"),
                _("Saved."),
                partial(sessions.move, record.pk, **how),
                form=PlaceForm,
                initial={"series": record.series_id, "number": record.number},
            ),
        ]

    def _materials(self, record: ExpertSession) -> list[Action]:
        how = self.acting("by")

        def upload(video: Any, minutes: int | None) -> None:
            seconds = minutes * 60 if minutes else None
            materials.set_video(record.pk, video, seconds=seconds, **how)

        found = [
            Action(
                "upload",
                _("Upload the recording"),
                _("The recording is kept. Members can watch it."),
                upload,
                form=VideoForm,
                help=_("It takes the place of the recording or link that is there."),
            ),
            Action(
                "link",
                _("Link to the recording"),
                _("Saved."),
                lambda link: materials.set_video_link(record.pk, link, **how),
                form=LinkForm,
                initial={"link": record.video_link},
            ),
            Action(
                "paper",
                _("Add slides or a paper"),
                _("The file is kept. Members can open it."),
                lambda upload, **values: materials.add_paper(record.pk, upload, **values, **how),
                form=PaperForm,
            ),
            *(self._transcript(record, language) for language in ("uk", "en")),
        ]
        if self.papers:
            found.append(
                Action(
                    "remove_paper",
                    _("Remove a file"),
                    _("The file is erased."),
                    lambda paper: materials.remove_paper(record.pk, paper.pk, **how),
                    form=papers_form(record),
                    is_serious=True,
                )
            )
        if record.video_id:
            found.append(
                Action(
                    "remove_video",
                    _("Erase the recording"),
                    _("The recording is erased."),
                    partial(materials.remove_video, record.pk, **how),
                    is_serious=True,
                )
            )
        return found

    def _transcript(self, record: ExpertSession, language: str) -> Action:
        labels = {"uk": _("Transcript in Ukrainian"), "en": _("Transcript in English")}
        return Action(
            f"transcript_{language}",
            labels[language],
            _("Saved."),
            partial(materials.write_transcript, record.pk, language=language, **self.acting("by")),
            form=TranscriptForm,
            initial={"text": self.transcripts.get(language, "")},
        )
