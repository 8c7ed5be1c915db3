"""What is found, and what is said about it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from mayorsclub.search import queries
from mayorsclub.search.domain import index
from mayorsclub.search.models import Entry
from tests.factories.accounts import UserFactory

ANYBODY = AnonymousUser()


def find(text, *, language="uk", user=ANYBODY, limit=10, **options):
    return queries.find(text, language=language, user=user, limit=limit, **options)


def urls(results):
    return [hit.url for group in results.groups for hit in group.hits]


@pytest.fixture
def passport(put):
    put("Клуб Мерів", "Про організацію та її голів", url="/")
    return put(
        "Інвестиційний паспорт громади",
        "Паспорт стисло показує ресурси та вільні майданчики. Його готують для торгової місії "
        "до Києва і П’ятихаток; ґрунтовний опис.",
        url="/passport/",
    )


@pytest.mark.parametrize(
    "text",
    [
        "громада",
        "громадам",
        "ГРОМАДАМИ",
        "інвестиційних паспортів",
        "торгової місії",
        "торгові місії",
        "паспорт майданчик",
        "пятихатки",
        "п'ятихатки",
        "п`ятихатками",
        "грунтовного",
        "iнвестицiйний",  # Latin i
        "інвестицийный",  # Russian letters
        "про паспорт для громад",
    ],
)
def test_any_form_and_spelling_of_a_word_is_found_as_it_stands(passport, text):
    results = find(text)

    assert urls(results) == ["/passport/"]
    assert results.corrected == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("инвистиційний паспорт", "інвестиційний паспорт"),
        ("інвестиційний пспорт", "інвестиційний паспорт"),
        ("пасорт", "паспорт"),
        ("громдаа", "громада"),
        ("uhjvflf", "громада"),
        ("Rb]d", "київ"),
        ("gfcgjhn uhjvflb", "паспорт громади"),
        ("gfcjhn", "паспорт"),
        ("hromada", "громада"),
        ("Kyiv", "київ"),
    ],
)
def test_slips_layout_and_latin_are_mended_and_named(passport, text, meant):
    results = find(text)

    assert urls(results) == ["/passport/"]
    assert results.corrected == meant


def test_english_pages_by_plural_ing_and_the_ukrainian_layout(put):
    put("Contacts", "Sharing experience among communities", language="en", url="/en/contact/")

    for text in ("contact", "community", "shared experiences", "contcats"):
        assert urls(find(text, language="en")) == ["/en/contact/"]
    assert find("сщтефсе", language="en").corrected == "contact"
    assert find("contact").groups == ()


@pytest.mark.parametrize("text", ["гр", "гро", "грома", "інвестиційний пас", "uhjv", "інвистиц"])
def test_the_last_word_may_go_on_while_somebody_types(passport, text):
    assert urls(find(text, is_typing=True)) == ["/passport/"]


def test_a_word_that_is_not_the_last_is_whole(passport):
    assert find("гром паспорт", is_typing=True).is_any


def test_titles_come_before_texts_and_exact_ones_first(put):
    put("Новини", "Про паспорт громади", url="/text/")
    put("Довгий заголовок про паспорти всіх громад", url="/long/")
    put("Паспорт громади", url="/exact/")
    put("Новий паспорт", "громада", url="/short/")

    assert urls(find("паспорт громади")) == ["/exact/", "/long/", "/short/", "/text/"]


def test_results_are_grouped_by_kind_in_their_order(put):
    put("Новина про раду", kind="news")
    put("Рада", kind="pages")
    put("Рада радить", kind="news")

    groups = find("рада", limit=1).groups

    assert [(group.slug, group.count, len(group.hits)) for group in groups] == [
        ("pages", 1, 1),
        ("news", 2, 1),
    ]


def test_one_kind_alone_goes_on_from_an_offset(put):
    for number in range(5):
        put(f"Рада {number}", kind="news", url=f"/{number}/")

    results = find("рада", kind="news", limit=2, offset=4)

    assert urls(results) == ["/0/"]
    assert results.count == 5
    assert find("рада", kind="unknown").groups == ()


def test_some_of_the_words_are_better_than_nothing_and_it_is_said(passport):
    results = find("паспорт жирафа")

    assert results.is_any
    assert urls(results) == ["/passport/"]
    assert not find("жираф").is_any


def test_found_words_are_marked_and_everything_else_is_escaped(put):
    put("<b>Громади</b> & міста", "<script>alert(1)</script> Для громад і міст")

    hit = find("громада").groups[0].hits[0]

    assert hit.title == "&lt;b&gt;<mark>Громади</mark>&lt;/b&gt; &amp; міста"
    assert hit.excerpt == "&lt;script&gt;alert(1)&lt;/script&gt; Для <mark>громад</mark> і міст"


def test_the_excerpt_stands_around_the_first_found_word(put):
    put("Звіт", "Слово " * 100 + "громадський бюджет " + "далі " * 100)

    excerpt = find("бюджету").groups[0].hits[0].excerpt

    assert excerpt.startswith("… Слово")
    assert "<mark>бюджет</mark> далі" in excerpt
    assert excerpt.endswith(" …")
    assert len(excerpt) < 260


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", '"', "*", "'", "\x00", "🙂", "( ) OR AND", "-", "—", "%", "_", "’", "ь"],
    ],
)
def test_a_question_without_a_word_finds_nothing(passport, text):
    results = find(text, is_typing=True)

    assert results.groups == ()
    assert results.has_words is bool({"OR", "AND"} & set(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        *["NEAR(паспорт", 'паспорт"', "паспорт*", "title:паспорт", "паспорт\x00", "🙂 паспорт"],
        *["паспорт OR 1=1", "'; DROP TABLE search_entry; --", "паспорт:*", "паспорт & !громада"],
        *["\u202eпаспорт", "паспорт\u200b", "שלום паспорт", "١٢٣ паспорт", "ﬁ ²", "\ud7ff"],
    ],
)
def test_signs_of_a_query_language_are_only_signs(passport, text):
    for is_typing in (False, True):
        find(text, is_typing=is_typing)

    assert Entry.objects.count() == 2


def test_a_question_as_long_as_a_letter_is_refused_kindly(passport):
    assert find("громада " * 1250).is_too_long
    assert urls(find("паспорт" * 20 + " громада"))


def test_what_a_reader_may_not_see_is_not_found_counted_or_told(put):
    put("Зустріч у Львові", audience="members", url="/closed/")
    put("Зустріч у Києві", url="/open/")
    member = UserFactory(email="member@example.org")

    assert urls(find("зустріч")) == ["/open/"]
    assert find("зустріч").count == 1
    assert find("львові").groups == ()
    assert find("львів зустріч").groups[0].count == 1
    assert find("льхвові").corrected == ""
    assert find("lviv").corrected == ""
    assert find("львіф", is_typing=True).groups == ()
    assert sorted(urls(find("зустріч", user=member))) == ["/closed/", "/open/"]
    assert find("льхвові", user=member).corrected in {"львів", "львові"}
    assert urls(find("зустріч", user=UserFactory())) == ["/open/"]


def test_a_closed_word_is_not_told_after_its_entry_was_open(put):
    about = UserFactory()
    put("Зустріч у Львові", about=about)
    put("Зустріч у Києві")
    assert find("льхвові").corrected == "львові"

    put("Зустріч у Львові", about=about, audience="members")

    assert find("льхвові").groups == ()
    assert find("льхвові").corrected == ""


def test_a_ukrainian_entry_stands_in_for_a_missing_english_one(put):
    about = UserFactory()
    put("Статут", "Устав клубу", about=about, url="/charter/")
    assert [hit.language for hit in find("статут", language="en").groups[0].hits] == ["uk"]

    put("Charter", "", about=about, language="en", url="/en/charter/")
    assert find("статут", language="en").groups == ()
    assert urls(find("charter", language="en")) == ["/en/charter/"]
    assert find("charter").groups == ()

    index.remove(about, language="en")
    assert urls(find("статут", language="en")) == ["/en/charter/"]

    index.remove(about)
    assert not Entry.objects.exists()
    assert find("статут").groups == ()


def test_what_was_replaced_is_found_no_more(put):
    about = UserFactory()
    put("Старий заголовок", about=about)
    put("Новий напис", about=about)

    assert find("старий").groups == ()
    assert find("новий").count == 1
    assert Entry.objects.count() == 1


def test_keywords_are_found_like_titles_and_not_shown(put):
    put("Тростянецька громада", keywords="Тростянець", url="/t/")

    hit = find("тростянця").groups[0].hits[0]

    assert (hit.url, hit.title) == ("/t/", "Тростянецька громада")


def test_kinds_and_audiences_must_be_registered(put):
    with pytest.raises(ValueError, match="kind"):
        put("Щось", kind="unknown")
    with pytest.raises(ValueError, match="audience"):
        put("Щось", audience="nobody")


@pytest.mark.parametrize("text", ["рада", "радва", "hflf", "рада нісенітниця", "нісенітниця"])
def test_as_many_queries_for_many_entries_as_for_one(
    put, text, django_assert_max_num_queries, django_assert_num_queries
):
    put("Рада")
    find(text)
    with django_assert_max_num_queries(7) as counted:
        find(text)
    for number in range(60):
        put(f"Рада {number}", kind="news")
    find(text)

    with django_assert_num_queries(len(counted)):
        find(text)
