import pytest

from mayorsclub.ukrainian.names import (
    accusative,
    gender_of,
    genitive,
    initials,
    salutation,
    vocative,
)


@pytest.mark.parametrize(
    ("given_name", "patronymic", "expected"),
    [
        ("Іван", "Петрович", "Шановний Іване Петровичу!"),
        ("Оксана", "Петрівна", "Шановна Оксано Петрівно!"),
        ("Андрій", "", "Шановний пане Андрію!"),
        ("Оксана", "", "Шановна пані Оксано!"),
        ("Анна-Марія", "Луківна", "Шановна Анно-Маріє Луківно!"),
        ("В'ячеслав", "Ігорович", "Шановний В’ячеславе Ігоровичу!"),
        ("Микита", "Ілліч", "Шановний Микито Іллічу!"),
        ("Саша", "Іванівна", "Шановна Сашо Іванівно!"),
    ],
)
def test_ukrainian_salutations(given_name, patronymic, expected):
    assert salutation("Приклад", given_name, patronymic, "uk") == expected


@pytest.mark.parametrize(
    ("nominative", "expected"),
    [
        ("Іван", "Іване"),
        ("Марко", "Марку"),
        ("Олег", "Олегу"),
        ("Ігор", "Ігорю"),
        ("Сергій", "Сергію"),
        ("Лев", "Леве"),
        ("Петро", "Петре"),
        ("Дмитро", "Дмитре"),
        ("Микола", "Миколо"),
        ("Ілля", "Ілле"),
        ("Олена", "Олено"),
        ("Наталія", "Наталіє"),
        ("Любов", "Любове"),
        ("Едуард", "Едуарде"),
    ],
)
def test_vocatives(nominative, expected):
    assert vocative(nominative) == expected


@pytest.mark.parametrize(
    ("given_name", "patronymic"),
    [("Саша", ""), ("Женя", ""), ("Невідоме", ""), ("", ""), ("John", ""), ("Іван", "Петрівна")],
)
def test_nothing_is_guessed(given_name, patronymic):
    assert salutation("Приклад", given_name, patronymic, "uk") == "Вітаємо!"


def test_what_the_person_said_wins():
    assert salutation("Зразок", "Саша", "", "uk", gender="masculine") == "Шановний пане Сашо!"


def test_english_salutations():
    assert salutation("Приклад", "Іван", "Петрович", "en") == "Dear Ivan Pryklad,"
    assert salutation("Sample", "Olha", "", "en") == "Dear Olha Sample,"
    assert salutation("", "", "", "en") == "Hello,"


def test_gender_is_known_from_patronymic_or_given_name():
    assert gender_of("Саша", "Петрович") == "masculine"
    assert gender_of("Ілля") == "masculine"
    assert gender_of("Любов") == "feminine"
    assert gender_of("Ніколь") is None
    assert gender_of("Рустам", "Умар огли") == "masculine"


def test_full_names_in_the_genitive():
    assert genitive("Приклад", "Іван", "Петрович") == "Приклада Івана Петровича"
    assert genitive("Зразок", "Ольга", "Іванівна") == "Зразок Ольги Іванівни"
    assert genitive("Нечуй-Левицька", "Олена") == "Нечуй-Левицької Олени"
    assert genitive("Зразок Приклад", "Іван", "Петрович") == "Зразка Приклада Івана Петровича"


def test_full_names_in_the_accusative():
    assert accusative("Коваленко", "Петро", "Іванович") == "Коваленка Петра Івановича"
    assert accusative("Лозова-Бойко", "Ганна", "Іванівна") == "Лозову-Бойко Ганну Іванівну"


def test_a_name_whose_gender_is_unknown_stays_as_it_is():
    assert genitive("Приклад", "Саша") == "Приклад Саша"
    assert accusative("Smith", "John") == "Smith John"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Іван Петрович Приклад", "ІП"),
        ("Yaryna Zrazkova", "YZ"),
        ("«Зразок»", "З"),
        ("", ""),
    ],
)
def test_the_letters_that_stand_for_a_portrait(name, letters):
    assert initials(name) == letters
