"""The pages: public ones for caches, lists at a fixed cost, one's own profile as others see it."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from freezegun import freeze_time

from mayorsclub.audit.models import Entry
from mayorsclub.committees.models import Body
from mayorsclub.content import tiles
from mayorsclub.directory.domain import visits
from mayorsclub.directory.models import Audience, Profile, Rendition
from mayorsclub.office import shown as office_shown
from mayorsclub.search import queries as search
from mayorsclub.ukrainian.alphabet import sort_key
from tests.factories.accounts import UserFactory
from tests.factories.committees import SeatFactory
from tests.factories.directory import (
    PartnerProfileFactory,
    ProfileFactory,
    PublicPartnerProfileFactory,
    PublicProfileFactory,
    picture_in,
)
from tests.factories.files import picture
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.territories import KYIV, territory
from tests.sign_in import sign_in

PUBLIC = [
    "/members/",
    "/partners/list/",
    "/people/",
    "/communities/",
    "/communities/sumy/",
    "/communities/kyiv/",
    "/communities/sevastopol/",
]


def soup(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def reader(db, client) -> Client:
    """A member who reads the directory."""
    sign_in(client, MemberFactory(user=UserFactory(surname="Читач")).user)
    return client


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_kept_by_caches_and_sets_no_cookie(codifier, client, address, prefix):
    answer = client.get(prefix + address)

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    again = client.get(prefix + address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(BeautifulSoup(answer.content, "html.parser").select("h1")) == 1


def test_what_is_taken_back_is_gone_from_the_page_a_cache_asks_about(codifier, client):
    profile = PublicProfileFactory(member=PostFactory().member)
    tag = client.get("/members/").headers["ETag"]

    Profile.objects.filter(pk=profile.pk).update(agreed_version="")

    assert client.get("/members/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/members/", "/communities/sumy/", "/directory/"])
def test_a_list_of_members_costs_the_same_at_two_sizes(reader, address):
    def one() -> None:
        member = PostFactory().member
        PublicProfileFactory(member=member, picture=picture_in(96))

    one()
    costs = []
    for _size in (1, 4):
        reader.get(address)
        with CaptureQueriesContext(connection) as counted:
            page = soup(reader, address)
        costs.append(len(counted))
        for _more in range(3):
            one()
    assert len(page.select(".person")) == 4
    assert costs[0] == costs[1]


@pytest.mark.parametrize("address", ["/partners/list/", "/directory/partners/"])
def test_a_list_of_partners_costs_the_same_at_two_sizes(reader, address):
    def one() -> None:
        partner = PartnerFactory()
        partner.oblasts.add(territory().oblast)
        PublicPartnerProfileFactory(partner=partner)

    one()
    costs = []
    for _size in (1, 4):
        reader.get(address)
        with CaptureQueriesContext(connection) as counted:
            page = soup(reader, address)
        costs.append(len(counted))
        for _more in range(3):
            one()
    assert len(page.select(".person")) == 4
    assert costs[0] == costs[1]


def test_the_map_says_each_oblast_in_words_and_leads_to_it(codifier):
    PostFactory()
    PostFactory(member__status="left")
    PostFactory(territory=territory(KYIV))

    with translation.override("uk"):
        found = {tile.full_name: tile for tile in tiles.tiles()}
    assert found["Сумська область"].label == "Сумська область: 5 громад, 1 член Клубу"
    assert found["Сумська область"].url == "/communities/sumy/"
    assert found["місто Київ"].members == 1
    assert found["Львівська область"].label == "Львівська область: 2 громади"
    with translation.override("en"):
        labels = [tile.label for tile in tiles.tiles()]
    assert "Sumy Oblast: 5 communities, 1 member of the Club" in labels


def test_places_stand_in_the_order_of_the_reader_s_alphabet(codifier, client):
    assert [each.text for each in soup(client, "/communities/").select(".oblasts a")][:3] == [
        "Вінницька область",
        "Дніпропетровська область",
        "Івано-Франківська область",
    ]
    english = [each.text for each in soup(client, "/en/communities/").select(".oblasts a")]
    assert english == sorted(english)
    raions = soup(client, "/en/communities/sumy/").select(".raion")
    titles = [raion.h3.get_text() for raion in raions]
    assert titles == sorted(titles)
    communities = [[each.get_text(strip=True) for each in raion.select("li")] for raion in raions]
    assert communities == [sorted(names) for names in communities]
    assert sum(map(len, communities)) == 5


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/members/", ["Ґудзь", "Жук", "Яценко"]),
        ("/en/members/", ["Gudz", "Yatsenko", "Zhuk"]),
        ("/partners/list/", ["Ґанок", "Жито", "Яр"]),
        ("/en/partners/list/", ["Garden", "Valley", "Wheat"]),
    ],
)
def test_names_stand_in_the_order_of_the_reader_s_alphabet(client, db, address, expected):
    for surname in ("Яценко", "Жук", "Ґудзь"):
        user = UserFactory(surname=surname, name_en="", sort_key=sort_key(surname))
        PublicProfileFactory(member__user=user)
    for number, (uk, en) in enumerate((("Яр", "Valley"), ("Жито", "Wheat"), ("Ґанок", "Garden"))):
        PublicPartnerProfileFactory(
            partner__name_uk=uk,
            partner__name_en=en,
            partner__edrpou=f"0003212{number}",
        )

    text = soup(client, address).select_one("main").get_text(" ")

    assert sorted(expected, key=text.index) == expected


def test_what_a_partner_offers_is_marked_with_its_language(client, db):
    profile = PublicPartnerProfileFactory(partner__offer="Котельні на місцевому паливі")
    address = f"/partners/{profile.slug}/"

    offer = soup(client, address).find("p", string="Котельні на місцевому паливі")
    assert offer.find_parent(lang=True).name == "html"
    page = soup(client, f"/en{address}")
    offer = page.find("p", string="Котельні на місцевому паливі")
    assert offer.find_parent(lang=True)["lang"] == "uk"
    assert "it is in Ukrainian" in page.select_one("main").text


def test_the_map_follows_the_register_at_once(codifier):
    with translation.override("uk"):
        tiles.tiles()
        member = PostFactory().member
        assert sum(tile.members for tile in tiles.tiles()) == 1
        member.status = "suspended"
        member.save()
        assert sum(tile.members for tile in tiles.tiles()) == 0


def test_an_oblast_names_who_agrees_and_only_counts_the_others(codifier, client):
    shown = PublicProfileFactory(member=PostFactory().member)
    hidden = PostFactory(member__user__surname="Прихований").member
    ProfileFactory(member=hidden)

    page = soup(client, "/communities/sumy/")

    assert "5 громад, 2 члени Клубу" in page.select_one(".lead").get_text()
    assert page.select_one(f'.raion a[href="/members/{shown.slug}/"]')
    assert "Прихований" not in page.get_text()
    assert "Ще 1 член Клубу" in page.get_text()
    assert client.get("/communities/atlantis/").status_code == 404


def test_people_stand_with_the_chair_first_and_portraits_where_agreed(db, client):
    body = Body.objects.get(slug="membership")
    other = SeatFactory(body=body, user=UserFactory(surname="Показова", sort_key="a"))
    SeatFactory(body=body, user=UserFactory(surname="Навчальний", sort_key="b"), is_chair=True)
    SeatFactory(
        body=body,
        user=UserFactory(surname="Колишній"),
        since=date(2025, 1, 1),
        until=date(2025, 12, 1),
    )
    assert "Навчальний" not in soup(client, "/people/").get_text()
    Body.objects.filter(pk=body.pk).update(is_shown=True)
    assert not soup(client, "/people/").select("picture")

    PublicProfileFactory(member=MemberFactory(user=other.user), picture=picture_in(96))
    page = soup(client, "/people/")

    names = [name.get_text(strip=True) for name in page.select(".person__name")]
    assert [name.split()[-1] for name in names] == ["Навчальний", "Показова"]
    assert len(page.select("picture")) == 1


def test_the_people_of_bodies_cost_the_same_at_two_sizes(db, client):
    costs = []
    for size in (1, 4):
        body = Body.objects.get(slug="membership" if size == 1 else "partnership")
        Body.objects.filter(pk=body.pk).update(is_shown=True)
        for _n in range(size):
            seat = SeatFactory(body=body)
            PublicProfileFactory(member=PostFactory(member__user=seat.user).member)
        client.get("/people/")
        with CaptureQueriesContext(connection) as counted:
            page = soup(client, "/people/")
        costs.append(len(counted))
    assert len(page.select(".person")) == 5
    assert costs[0] == costs[1]


def test_an_editor_s_page_under_partners_keeps_its_address(db, client):
    assert client.get("/partners/nobody/").status_code == 404
    profile = PublicPartnerProfileFactory(slug="nobody")
    assert client.get(f"/partners/{profile.slug}/").status_code == 200
    assert client.post(f"/partners/{profile.slug}/").status_code == 405


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=їжаченко", True),
        ("q=Ижаченко", True),
        ("q=Izhachenko", True),
        ("q=чен", False),
        ("oblast=sumy&who=current", True),
        ("oblast=lviv", False),
        ("who=former", False),
        ("language=crh&topic=ppp&sector=socialHousing", True),
        ("sector=%22", True),
        ("page=999&oblast=nowhere", True),
    ],
)
def test_the_directory_finds(reader, query, is_found):
    user = UserFactory(surname="Їжаченко", given_name="Левко", name_en="Levko Izhachenko")
    ProfileFactory(member=PostFactory(member__user=user).member)

    page = soup(reader, f"/directory/?{query}")

    assert ("Їжаченко" in page.select_one("main").get_text()) is is_found


def test_a_page_of_the_directory_is_short(reader):
    for _one in range(21):
        ProfileFactory()

    assert len(soup(reader, "/directory/").select(".person")) == 20
    assert len(soup(reader, "/directory/?page=2").select(".person")) == 1


def test_whoever_gathers_the_register_waits_and_the_log_knows(reader, monkeypatch):
    monkeypatch.setitem(visits.MOST, "one", 2)
    address = f"/directory/members/{ProfileFactory().member_id}/"

    codes = [reader.get(address).status_code for _time in range(4)]

    assert codes == [200, 200, 429, 429]
    assert Entry.objects.filter(action="directory.limit_reached").count() == 1
    assert reader.get(f"{address}card.vcf").status_code == 429


def test_a_pause_does_not_begin_the_count_anew(reader, monkeypatch):
    monkeypatch.setitem(visits.MOST, "one", 2)
    address = f"/directory/members/{ProfileFactory().member_id}/"
    with freeze_time("2026-11-24 12:00:10") as clock:
        assert [reader.get(address).status_code for _time in range(2)] == [200, 200]
        clock.tick(timedelta(minutes=20))
        assert reader.get(address).status_code == 429


def test_a_card_is_a_sound_vcard_of_what_is_seen_and_noted_in_the_log(reader):
    user = UserFactory(surname="Пе;ня", given_name="І,ван", patronymic="", name_en="I")
    profile = ProfileFactory(
        member=PostFactory(member__user=user).member,
        email_for=Audience.MEMBERS,
        phone_for=Audience.PARTNERS,
    )

    answer = reader.get(f"/directory/members/{profile.member_id}/card.vcf")

    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{profile.slug}.vcf"'
    text = answer.content.decode()
    assert text.endswith("END:VCARD\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert "N:Пе\\;ня;І\\,ван;;;\r\n" in whole
    assert "EMAIL;TYPE=INTERNET:shown@example.org\r\n" in whole
    assert "TEL;TYPE=WORK,VOICE:+380441234567\r\n" in whole
    assert "member.example.org" not in whole
    assert Entry.objects.filter(action="directory.card_taken").count() == 1


def test_no_line_break_begins_a_field_of_a_card(reader):
    user = UserFactory(surname="Зразок\r\nEMAIL:evil@example.org", given_name="Ольга")
    profile = ProfileFactory(member=MemberFactory(user=user))

    text = reader.get(f"/directory/members/{profile.member_id}/card.vcf").content.decode()

    assert not [line for line in text.split("\r\n") if line.startswith("EMAIL")]


def test_a_portrait_is_drawn_anew_in_sizes_and_its_original_not_kept(db, client):
    member = MemberFactory()
    sign_in(client, member.user)
    address = f"/me/profile/members/{member.pk}/"
    photo = SimpleUploadedFile("photo.jpg", picture("JPEG", (900, 1200), exif=b"Exif\0\0GPS"))
    values = {f"{field}_for": "everyone" for field in Profile.FIELDS}

    answer = client.post(address, {**values, "picture": photo, "agrees": "on"})

    assert answer.status_code == 302
    profile = Profile.objects.get()
    assert Rendition.objects.count() == 6
    assert not any(b"GPS" in bytes(each.content) for each in Rendition.objects.all())
    client.logout()
    src = soup(client, f"/members/{profile.slug}/").select_one("picture img")["src"]
    shown = client.get(src)
    assert shown.headers["Content-Type"] == "image/webp"
    assert shown.headers["Cache-Control"] == "public, no-cache"
    again = client.get(src, headers={"If-None-Match": shown.headers["ETag"]})
    assert again.status_code == 304

    Profile.objects.update(picture_for="members")
    gone = client.get(src, headers={"If-None-Match": shown.headers["ETag"]})
    assert gone.status_code == 404  # before the ETag is answered


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("small.png", picture("PNG", (120, 400))),
        ("not.jpg", b"%PDF-1.7\n%%EOF\n"),
        ("evil.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ],
)
def test_what_is_no_fit_picture_is_refused_with_a_sentence(db, client, name, content):
    member = MemberFactory()
    sign_in(client, member.user)
    values = {f"{field}_for": "members" for field in Profile.FIELDS}

    answer = client.post(
        f"/me/profile/members/{member.pk}/",
        {**values, "picture": SimpleUploadedFile(name, content)},
    )

    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select(".field__error")
    assert not Profile.objects.exists()


def test_the_account_s_own_contacts_are_proposed_to_the_member_alone(db, client):
    held = DelegateFactory(may_edit_profile=True)
    held.member.user.phone = "+380449999999"
    held.member.user.save()
    address = f"/me/profile/members/{held.member_id}/"

    sign_in(client, held.member.user)
    assert "+380449999999" in client.get(address).content.decode()
    sign_in(client, held.user)
    page = client.get(address).content.decode()
    assert "+380449999999" not in page
    assert held.member.user.email not in page


@pytest.mark.parametrize(
    ("by", "sees_phone"), [("everyone", False), ("partner", True), ("member", True)]
)
def test_the_own_preview_is_the_real_page(db, client, by, sees_phone):
    member = PostFactory().member
    profile = ProfileFactory(
        member=member, entry_for="everyone", phone_for="partners", agreed_version=""
    )
    sign_in(client, member.user)

    preview = soup(client, f"/me/profile/members/{member.pk}/seen/{by}/")
    Profile.objects.update(agreed_version="2026-11")
    real = Client()
    if by == "everyone":
        address = f"/members/{profile.slug}/"
    else:
        address = f"/directory/members/{member.pk}/"
        reader = MemberFactory().user if by == "member" else RepresentativeFactory().user
        sign_in(real, reader)
    page = soup(real, address)

    # The heading is a heading there, and the card is not offered to oneself.
    for button in page.select("article .button"):
        button.parent.decompose()
    assert preview.article.get_text().split() == page.article.get_text().split()
    assert ("380" in preview.article.get_text()) is sees_phone
    assert client.get(f"/me/profile/members/{member.pk}/seen/nobody/").status_code == 404


def test_hostile_words_stay_words(db, client):
    evil = '<script>alert(1)</script>"><img src=x onerror=1>'
    profile = PublicProfileFactory(member=PostFactory().member, about_uk=evil)

    page = soup(client, f"/members/{profile.slug}/")

    assert evil in page.article.get_text()
    assert not page.article.select("script, img")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x"])
def test_a_website_is_a_web_address(db, client, website):
    member = MemberFactory()
    sign_in(client, member.user)
    values = {f"{field}_for": "members" for field in Profile.FIELDS}
    client.post(f"/me/profile/members/{member.pk}/", {**values, "website": website})

    assert not Profile.objects.filter(website__startswith=website[:4]).exists()


def test_a_partner_edits_its_page_and_agrees(db, client):
    speaker = RepresentativeFactory()
    sign_in(client, speaker.user)
    values = {
        f"{field}_for": "everyone"
        for field in ("entry", "picture", "about", "interests", "email", "phone", "website")
    }
    logo = SimpleUploadedFile("logo.png", picture("PNG", (600, 200)))

    answer = client.post(
        f"/me/profile/partners/{speaker.partner_id}/",
        {**values, "about_uk": "Слова", "website": "example.org", "picture": logo, "agrees": "on"},
    )

    assert answer.status_code == 302
    page = soup(client, f"/partners/{speaker.partner.profile.slug}/")
    assert page.select_one("picture img")["width"] == "384"
    assert page.select_one('a[href="https://example.org"]')


def test_search_finds_what_the_reader_may_see_and_forgets_what_is_taken_back(db):
    user = UserFactory(surname="Їжаченко", given_name="Левко", name_en="Levko Izhachenko")
    profile = ProfileFactory(member=PostFactory(member__user=user).member)
    reader, partner = MemberFactory().user, RepresentativeFactory().user

    def finds(user: object) -> bool:
        return "Їжаченко" in str(search.find("Їжаченко", language="uk", user=user, limit=5))

    assert finds(reader)
    assert not finds(partner)
    profile.agreed_version = ""
    profile.save()
    assert not finds(reader)


def test_the_office_sees_who_sees_what_and_a_partner_may_be_hidden(db):
    profile = PartnerProfileFactory(email_for=Audience.EVERYONE)

    panel = office_shown.panel(profile.partner)

    assert "усі" in [str(audience) for _part, audience in panel.context["rows"]]
    assert [action.name for action in office_shown.actions(profile.partner, {})] == ["hide"]
    assert office_shown.actions(PartnerFactory(), {}) == []
