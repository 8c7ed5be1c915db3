"""The page of the search and its suggestions, as a reader gets them."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.accounts import UserFactory


def soup(client, address, **query):
    return BeautifulSoup(client.get(address, query).content, "html.parser")


@pytest.fixture
def some(put):
    put("Інвестиційний паспорт громади", "Ресурси <громади> та майданчики", url="/passport/")
    put("Статут", "Клуб громад", url="/charter/", kind="news")


def test_results_stand_in_groups_with_marks(some, client):
    page = soup(client, "/search/", q="громада")

    assert [each.text for each in page.select("main h2")] == ["Сторінки", "Новини"]
    assert [each["href"] for each in page.select(".hit h3 a")] == ["/passport/", "/charter/"]
    assert [each.text for each in page.select(".hit mark")] == ["громади", "громади", "громад"]
    assert "<громади>" in page.select_one(".hit p").text
    assert page.select_one("input[name=q]")["value"] == "громада"
    assert "2 результати" in page.select_one("[role=status].stack").text
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_what_was_corrected_is_said(some, client):
    page = soup(client, "/search/", q="инвистиційний gfcgjhn")

    text = " ".join(page.select_one("[role=status].stack").text.split())
    assert "Показано результати для «інвестиційний паспорт»." in text or "деякі з них" in text
    page = soup(client, "/search/", q="инвистиційний")
    assert "«інвестиційний»" in page.select_one(".found__corrected").text
    assert page.select_one("input[name=q]")["value"] == "инвистиційний"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Будь-яка форма слова"),
        ('"', "немає жодного слова"),
        ("*", "немає жодного слова"),
        ("🙂", "немає жодного слова"),
        ("\x00", "Будь-яка форма слова"),
        ("а" * 10_000, "задовгий"),
        ("нісенітниця", "нічого не знайдено"),
        ("NEAR(нісенітниця", "нічого не знайдено"),
        ("'; DROP TABLE x; --", "нічого не знайдено"),
        ("\u202eшלום", "нічого не знайдено"),
    ],
)
def test_every_text_gets_a_clear_sentence(some, client, text, sentence):
    for address in ("/search/", "/en/search/", "/search/suggest/"):
        answer = client.get(address, {"q": text})
        assert answer.status_code == 200
        assert b"\x00" not in answer.content
    assert sentence in " ".join(soup(client, "/search/", q=text).main.text.split())


def test_one_kind_is_shown_page_by_page(put, client):
    for number in range(25):
        put(f"Рада {number}", kind="news")
    page = soup(client, "/search/", q="рада")
    assert len(page.select(".hit")) == 5
    (link,) = page.select('.found a[href*="kind=news"]')

    first = soup(client, f"/search/{link['href']}")
    assert len(first.select(".hit")) == 20
    second = soup(client, f"/search/{first.select_one('.pagination a')['href']}")
    assert len(second.select(".hit")) == 5


@pytest.mark.parametrize(
    "query",
    [
        {"q": "рада", "kind": "unknown"},
        {"q": "рада", "kind": "news", "page": "2"},
        {"q": "рада", "kind": "news", "page": "x"},
        {"q": "рада", "kind": "news", "page": "9" * 5000},
        {"q": "рада", "kind": "news", "page": "²"},
    ],
)
def test_what_is_not_there_is_absent(put, client, query):
    put("Рада", kind="news")

    assert client.get("/search/", query).status_code == 404


@pytest.mark.parametrize("address", ["/search/?q=громада", "/search/suggest/?q=гром"])
def test_an_anonymous_answer_sets_no_cookie_and_may_be_kept(some, client, address):
    answer = client.get(address)

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] in {"public, no-cache", "public, max-age=60"}


def test_the_same_page_again_costs_nothing(some, client):
    answer = client.get("/search/?q=громада")

    again = client.get("/search/?q=громада", headers={"If-None-Match": answer.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_reader_with_a_session_finds_more_and_no_cache_keeps_it(put, client):
    put("Зустріч", audience="members", url="/closed/")
    client.force_login(UserFactory(email="member@example.org"))

    for address in ("/search/?q=зустріч", "/search/suggest/?q=зуст"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert b'href="/closed/"' in answer.content
    client.logout()
    assert b'href="/closed/"' not in client.get("/search/suggest/?q=зуст").content


def test_suggestions_are_options_of_a_listbox_and_a_sentence(some, client):
    piece = soup(client, "/search/suggest/", q="інв")

    options = piece.select("[role=listbox] [role=option]")
    assert [each["href"] for each in options] == ["/passport/", "/search/?q=%D1%96%D0%BD%D0%B2"]
    assert piece.select_one("#finder_status").text.split() == [
        *["1", "результат.", "Оберіть", "клавішами", "зі", "стрілками."]
    ]
    assert soup(client, "/search/suggest/", q="").text.strip() == ""


def test_a_ukrainian_result_on_an_english_page_is_marked_as_such(some, client):
    page = soup(client, "/en/search/", q="статут")

    hit = page.select_one(".hit")
    assert hit["lang"] == "uk"
    assert hit.a["href"] == "/en/charter/"
    assert "In Ukrainian" in hit.text


def test_who_finds_nothing_is_led_to_the_other_language(put, client):
    about = UserFactory()
    put("Паспорт громади", about=about)
    put("Community passport", about=about, language="en", url="/en/passport/")

    def link(address, text):
        return soup(client, address, q=text).select_one("main a[hreflang]")

    found = link("/en/search/", "gfcgjhn")
    assert (found["href"], found["hreflang"]) == ("/search/?q=gfcgjhn", "uk")
    assert client.get(found["href"]).context["results"].count == 1
    assert link("/search/", "community")["href"] == "/en/search/?q=community"
    option = soup(client, "/en/search/suggest/", q="gfcgj").select_one("[role=option]")
    assert (option["href"], option["hreflang"]) == ("/search/?q=gfcgj", "uk")
    assert link("/en/search/", "нісенітниця") is None
    assert link("/en/search/", "community") is None


def test_the_masthead_has_a_box_that_works_without_javascript(client, db):
    page = soup(client, "/sign-in/")

    form = page.select_one(".masthead form[role=search]")
    assert form["action"] == "/search/"
    assert form.select_one("input")["name"] == "q"
    assert form.find_parent("details").summary.text == "Пошук"
    assert len(soup(client, "/search/").select("form[role=search]")) == 1
