from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "mayorsclub.sessions"
    label = "expert_sessions"  # `sessions` is Django's own
    verbose_name = _("Expert sessions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import own_data as data
        from mayorsclub.content import places
        from mayorsclub.content import sessions as home_sessions
        from mayorsclub.events import companions
        from mayorsclub.files import readers
        from mayorsclub.inbox import topics as inbox_topics
        from mayorsclub.publicity import sitemaps
        from mayorsclub.search import kinds, sources
        from mayorsclub.sessions import home, letters, own_data, queries, showing, sitemap
        from mayorsclub.sessions.domain import finding

        letters.register_all()
        home_page.register_section(home.sections, order=20)
        data.register(own_data.parts, order=65)
        readers.register(queries.RECORDING, queries.may_read_recording)
        readers.register(queries.PAPER, queries.may_read_paper)
        sitemaps.register(sitemap.listed)
        places.register("sessions", _("Expert sessions"), "expert_sessions:archive")
        places.register("experts", _("Experts"), "expert_sessions:experts")
        home_sessions.register(queries.addresses)
        companions.register(showing.companion)
        inbox_topics.register("consultation", _("Consultation of an expert"), is_service=True)
        kinds.register("sessions", _("Expert sessions"), order=25)
        kinds.register("experts", _("Experts"), order=35)
        sources.register("sessions", finding.rebuild)
