"""The sections of the home page. Texts are the editors'; blocks give them a shape."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from mayorsclub.content import happenings, places, sessions, tiles
from mayorsclub.content.links import ActionBlock, AnchorBlock
from mayorsclub.content.parts import RICH, ContactBlock

# Events on the home page.
ON_HOME_PAGE = 3


class SectionBlock(blocks.StructBlock):
    """What every section of the home page has above its content."""

    anchor = AnchorBlock(help_text=_("Address of this section on the page, such as “sessions”"))
    eyebrow = blocks.CharBlock(label=_("Small line above"), required=False, max_length=120)
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)


class HeroBlock(blocks.StructBlock):
    """The first screen: who we are, the two ways in, the map of oblasts."""

    eyebrow = blocks.CharBlock(label=_("Small line above"), required=False, max_length=120)
    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=3)
    actions = blocks.ListBlock(ActionBlock(), label=_("Buttons"), max_num=2)
    map_caption = blocks.CharBlock(label=_("Caption of the map"), required=False, max_length=160)

    class Meta:
        template = "content/blocks/hero.html"
        icon = "home"
        label = _("First screen")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        return {**super().get_context(value, parent_context), "tiles": tiles.tiles()}


class ProseBlock(SectionBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=RICH)

    class Meta:
        template = "content/blocks/prose.html"
        icon = "pilcrow"
        label = _("Text with a heading")


class MissionsBlock(SectionBlock):
    entries = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("Missions"))

    class Meta:
        template = "content/blocks/missions.html"
        icon = "list-ol"
        label = _("Missions")


class SessionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Topic"), max_length=200)
    text = blocks.TextBlock(label=_("Text"), rows=3)
    tags = blocks.ListBlock(blocks.CharBlock(max_length=60), label=_("Tags"))

    class Meta:
        icon = "group"
        label = _("Expert session")


class SessionsBlock(SectionBlock):
    entries = blocks.ListBlock(SessionBlock(), label=_("Sessions"))

    class Meta:
        template = "content/blocks/sessions.html"
        icon = "group"
        label = _("Expert sessions")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        """With the page of each session, found by its title; an editor's own topic has none."""
        found = sessions.addresses()
        return {
            **super().get_context(value, parent_context),
            "entries": [(entry, found.get(entry["title"], "")) for entry in value["entries"]],
            "archive": places.address("sessions"),
        }


class ServicesBlock(SectionBlock):
    entries = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("Services"))
    label = blocks.CharBlock(
        label=_("Text of the link to all"),
        required=False,
        max_length=60,
        help_text=_("Leads to the page of the services"),
    )

    class Meta:
        template = "content/blocks/services.html"
        icon = "clipboard-list"
        label = _("Services")


class EventsBlock(SectionBlock):
    """The next events that are open to everyone, and what to do while there are none."""

    empty_title = blocks.CharBlock(label=_("When there are none: heading"), max_length=120)
    empty_text = blocks.TextBlock(label=_("When there are none: text"), rows=2)

    class Meta:
        template = "content/blocks/events.html"
        icon = "calendar"
        label = _("Events")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        return {**context, "coming": happenings.coming(ON_HOME_PAGE)}


class WayInBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    who = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Who may"))
    steps_title = blocks.CharBlock(label=_("Heading of the steps"), max_length=120)
    steps = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Steps"))
    action = ActionBlock()

    class Meta:
        icon = "login"
        label = _("Way in")


class WaysInBlock(SectionBlock):
    entries = blocks.ListBlock(WayInBlock(), label=_("Ways in"))

    class Meta:
        template = "content/blocks/ways_in.html"
        icon = "login"
        label = _("Membership and partnership")


class PrivilegesBlock(SectionBlock):
    entries = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Privileges"))

    class Meta:
        template = "content/blocks/privileges.html"
        icon = "tick"
        label = _("Privileges")


class NewsBlock(SectionBlock):
    """The newest articles; nothing is shown while there are none."""

    label = blocks.CharBlock(label=_("Text of the link to all"), max_length=60)

    class Meta:
        template = "content/blocks/news.html"
        icon = "doc-full"
        label = _("News")


class HomeBody(blocks.StreamBlock):
    hero = HeroBlock()
    prose = ProseBlock()
    missions = MissionsBlock()
    sessions = SessionsBlock()
    services = ServicesBlock()
    events = EventsBlock()
    news = NewsBlock()
    ways_in = WaysInBlock()
    privileges = PrivilegesBlock()
    contact = ContactBlock()


class Lines(blocks.StreamBlock):
    """A list of short lines."""

    line = blocks.CharBlock(label=_("Line"), max_length=200)
