"""What demonstration members and partners show of themselves, and one body whose members are
named on the site."""

import io
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from mayorsclub.accounts.models import User
from mayorsclub.committees.models import Body
from mayorsclub.directory.domain import pictures
from mayorsclub.directory.domain.profiles import Change, save
from mayorsclub.directory.models import PARTNER_FIELDS, Audience, PartnerProfile, Profile
from mayorsclub.files.domain import check
from mayorsclub.membership.models import Member
from mayorsclub.office.demonstration import cast
from mayorsclub.partners.models import Partner

FONT = settings.BASE_DIR / "mayorsclub" / "design" / "fonts" / "Arsenal-Bold.ttf"
SHOWN_BODY = "membership"
WORDS = {
    "member": (
        "Приклад опису: очолюю громаду з 2015 року. Ділюся досвідом енергоощадження та "
        "залучення грантів.",
        "A sample description: I have headed the community since 2015 and share what we learnt "
        "about saving energy and winning grants.",
    ),
    "member2": ("Приклад опису: розвиваємо туризм і малий бізнес.", ""),
    "member3": ("", ""),
    "member4": ("Приклад опису: шукаємо партнерів для індустріального парку.", ""),
}
# By the account's name: who shows the entry and the words to whom.
AUDIENCES = {
    "member": Audience.EVERYONE,
    "member2": Audience.EVERYONE,
    "member3": Audience.PARTNERS,
    "member4": Audience.MEMBERS,
}


def load(at: datetime) -> None:
    """Profiles of four members and a partner; the fifth member has not decided yet."""
    for name, audience in AUDIENCES.items():
        _member(name, audience, at - timedelta(days=9))
    _partner(at - timedelta(days=8))
    if not Body.objects.filter(is_shown=True).exists():
        Body.objects.filter(slug=SHOWN_BODY).update(is_shown=True)


def remove() -> None:
    """Profiles and their pictures; a body of which nobody is left is named no longer."""
    profiles = Profile.objects.filter(member__is_demonstration=True)
    partners = PartnerProfile.objects.filter(partner__is_demonstration=True)
    for found in (profiles, partners):
        for profile in found.select_related("picture"):
            picture = profile.picture
            profile.delete()
            if picture is not None:
                picture.delete()


def hide_empty_body() -> None:
    """After the seats are gone."""
    Body.objects.filter(slug=SHOWN_BODY, seats=None).update(is_shown=False)


def _member(name: str, audience: Audience, at: datetime) -> None:
    member = Member.objects.get(user__email=f"{name}@{cast.DOMAIN}")
    uk, en = WORDS[name]
    change = Change(
        facts={
            "about_uk": uk,
            "about_en": en,
            "languages": ["uk", "en"] if en else ["uk", "pl"],
            "sectors": ["energy", "education"],
            "advises": ["energy", "grants"] if en else ["business"],
            "seeks": ["investment", "international"],
            "email": member.user.email,
            "phone": "+380440000000",
        },
        audiences={
            "entry": audience,
            "about": audience,
            "picture": audience,
            "advises": audience,
            "email": Audience.MEMBERS,
            "phone": Audience.NOBODY,
        },
        agrees=True,
    )
    save(member, change, actor=member.user, at=at)


def _partner(at: datetime) -> None:
    partner = Partner.objects.get(application__email=f"partner@{cast.DOMAIN}")
    speaker = User.objects.get(email=f"partner@{cast.DOMAIN}")
    change = Change(
        facts={
            "about_uk": "Зразок опису: будуємо котельні на місцевому паливі разом із громадами.",
            "about_en": "A sample description: we build boiler houses on local fuel together "
            "with communities.",
            "email": speaker.email,
            "website": partner.website,
        },
        audiences=dict.fromkeys(PARTNER_FIELDS, Audience.EVERYONE) | {"phone": Audience.NOBODY},
        agrees=True,
        picture=pictures.drawn(check(_logo()), is_square=False),
    )
    save(partner, change, actor=speaker, at=at)


def _logo() -> SimpleUploadedFile:
    """A drawn sign, so that nobody's is used."""
    picture = Image.new("RGB", (800, 400), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((40, 80, 280, 320), fill="#146c43")
    pen.polygon([(160, 120), (110, 220), (150, 220), (130, 290), (210, 180), (165, 180)], "#f3c13a")
    font = ImageFont.truetype(str(FONT), 92)
    pen.text((320, 120), "Зразкова\nенергія", fill="#0d1b2e", font=font, spacing=12)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue())
