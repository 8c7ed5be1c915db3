from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "mayorsclub.directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import own_data as data
        from mayorsclub.content import places, tiles
        from mayorsclub.directory import (
            counts,
            findability,
            following,
            home,
            letters,
            own_data,
            sitemap,
        )
        from mayorsclub.directory.rules import is_reading_member, may_use_directory
        from mayorsclub.publicity import sitemaps
        from mayorsclub.search import audiences, kinds, sources

        letters.register_all()
        home_page.register(home.waiting, order=60)
        # What a person is seen by stands first of all that is theirs.
        home_page.register_section(home.sections, order=10)
        data.register(own_data.parts, order=35)
        tiles.register_counts(counts.by_oblast)
        sitemaps.register(sitemap.listed)
        for name, label in {
            "members": _("Members of the Club"),
            "partners": _("Partners of the Club"),
            "people": _("People of the Club"),
            "communities": _("Communities"),
        }.items():
            places.register(name, label, f"directory:{name}")
        kinds.register("members", _("Members of the Club"), order=30)
        kinds.register("partners", _("Partners of the Club"), order=40)
        kinds.register("communities", _("Communities"), order=50)
        audiences.register("members", is_reading_member)
        audiences.register("partners", may_use_directory)
        sources.register("directory", findability.rebuild)
        following.connect()
