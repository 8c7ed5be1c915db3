"""What the directory knows of a person, for the file of their own data."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.directory.choices import Topic, language_name
from mayorsclub.directory.models import Audience, Profile
from mayorsclub.partners.choices import Sector

# Of each field with an audience: what it is called, and where its value is.
TITLES: dict[str, str | Promise] = {
    "entry": _("Name, post and community"),
    "picture": _("Portrait"),
    "about": _("About you"),
    "languages": _("Languages"),
    "sectors": _("Sectors that concern you"),
    "advises": _("What you can advise on"),
    "seeks": _("What you look for"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "website": _("Website"),
}


def parts(user: User) -> list[Part]:
    """The profile, with who sees each part of it and since when that is agreed."""
    found = Profile.objects.filter(member__user=user).select_related("member__user")
    return [Part("directory_profile", _("Profile"), [_profile(profile) for profile in found])]


def _profile(profile: Profile) -> list[tuple[str | Promise, object]]:
    language = (get_language() or "uk")[:2]
    values = {
        "entry": profile.slug,
        "picture": _("chosen") if profile.picture_id else "",
        "about": " / ".join(filter(None, [profile.about_uk, profile.about_en])),
        "languages": ", ".join(language_name(code, language) for code in profile.languages),
        "sectors": ", ".join(str(Sector(code).label) for code in profile.sectors),
        "advises": ", ".join(str(Topic(code).label) for code in profile.advises),
        "seeks": ", ".join(str(Topic(code).label) for code in profile.seeks),
        "email": profile.email,
        "phone": profile.phone,
        "website": profile.website,
    }
    rows: list[tuple[str | Promise, object]] = []
    for name in profile.FIELDS:
        who = Audience(getattr(profile, f"{name}_for")).label
        rows.append((TITLES[name], values[name]))
        rows.append((_("%(field)s: who sees it") % {"field": TITLES[name]}, str(who)))
    return [
        *rows,
        (_("Agreed to be shown"), profile.agreed_at),
        (_("Hidden by the secretariat"), profile.hidden_at),
        (_("Changed"), profile.changed_at),
    ]
