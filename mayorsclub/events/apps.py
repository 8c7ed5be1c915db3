from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "mayorsclub.events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.certificates import holders
        from mayorsclub.events import (  # noqa: F401
            after_letters,
            letters,
            queries,
            registration_letters,
            tasks,
        )
        from mayorsclub.events.domain import papers, waiting  # noqa: F401
        from mayorsclub.events.holder import HANDLER
        from mayorsclub.events.models import Registration
        from mayorsclub.files import readers

        registration_letters.register_all()
        after_letters.register_all()
        readers.register(papers.PURPOSE, queries.may_read_paper)
        holders.register(Registration, HANDLER)
        self._show()
        self._know_people()

    def _show(self) -> None:
        """The calendar in the menu and on the home page, in search and sitemap."""
        from mayorsclub.content import happenings, places
        from mayorsclub.events import coming, findability, sitemap
        from mayorsclub.publicity import sitemaps
        from mayorsclub.search import kinds, sources

        places.register("events", _("Events"), "events:calendar")
        happenings.register(coming.next_ones)
        sitemaps.register(sitemap.listed)
        kinds.register(findability.KIND, _("Events"), order=25)
        sources.register(findability.KIND, findability.rebuild)
        findability.connect()

    def _know_people(self) -> None:
        """Whoever comes: their own page, the file of their data, letters to them."""
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import own_data as data
        from mayorsclub.events import home, own_data, receivers, sections
        from mayorsclub.mailings import segments

        data.register(own_data.parts, order=80)
        home_page.register(home.items, order=40)
        home_page.register_section(home.sections, order=45)
        home_page.register_section(sections.calendar, order=46)
        segments.register(receivers.SOURCE)
