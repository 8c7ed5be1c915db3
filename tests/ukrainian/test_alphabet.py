import random

from mayorsclub.ukrainian.alphabet import LETTERS, latin_key, search_key, sort_key
from mayorsclub.ukrainian.spelling import other_layout, tidy


def test_letters_come_in_the_order_of_the_alphabet():
    shuffled = list(LETTERS)
    random.Random(1).shuffle(shuffled)
    assert "".join(sorted(shuffled, key=sort_key)) == LETTERS


def test_names_are_ordered_as_in_a_ukrainian_index():
    ordered = [
        "Галич",
        "Ґалаґани",
        "Дубно",
        "Енергодар",
        "Єнакієве",
        "Изюм",
        "Ізюм",
        "Їжаківка",
        "Яготин",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_case_apostrophe_and_hyphen_do_not_count_in_the_order():
    assert sort_key("В’ЯЗІВСЬКА") == sort_key("в'язівська") == sort_key("вязівська")
    assert sort_key("Івано-Франківськ") == sort_key("ІваноФранківськ")


def test_a_shorter_name_and_a_space_come_first():
    ordered = ["Нова", "Нова Одеса", "Новаки", "Zorya"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_the_sort_key_is_made_of_signs_that_every_collation_orders_alike():
    key = sort_key("Нова Ґалаґанівка-2, Łódź №1")
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


def test_search_keys_meet_over_usual_spellings():
    for one, other in [
        ("КИЇВ", "київ"),
        ("В’ячеслав", "вячеслав"),
        ("П`ятихатки", "П*ятихатки"),
        ("Ґалаґанівка", "Галаганівка"),
        ("Івано-Франківськ", "івано франківськ"),
        ("Вiйтовецька", "Війтовецька"),
        ("Суми", "Сумы"),
        ("Одеса", "Одесса"),
        ("Запоріжжя", "Запоріжя"),
        ("Черновцы", "Черновці"),
        ("Тростянець", "Тростянец"),
    ]:
        assert search_key(one) == search_key(other)
    assert search_key("Львів") != search_key("Луцьк")


def test_latin_keys_meet_over_usual_spellings():
    for one, other in [
        ("Тростянець", "Trostyanets"),
        ("Одеса", "Odessa"),
        ("Миколаїв", "Mykolayiv"),
        ("Харків", "Harkiv"),
        ("Запоріжжя", "Zaporizhia"),
        ("Згурівка", "Zgurivka"),
        ("Знам’янка", "Znamianka"),
        ("Щастя", "Schastya"),
    ]:
        assert latin_key(one) == latin_key(other), one


def test_a_beginning_of_a_latin_spelling_stays_a_beginning():
    name = latin_key("Запоріжжя")
    assert all(name.startswith(latin_key("zaporizhzhia"[:end])) for end in range(3, 13))


def test_tidy_mends_spaces_apostrophes_and_look_alikes():
    assert tidy("  Мар'янівська\t громада ") == "Мар’янівська громада"
    assert tidy("Вiйтовецька") == "Війтовецька"
    assert tidy("Пирят*ин") == "Пирят’ин"
    assert tidy("Cisco") == "Cisco"
    assert tidy('«Громада "Мрія"»') == '«Громада "Мрія"»'


def test_the_other_keyboard_layout():
    assert other_layout("Rb]d") == "київ"
    assert other_layout("Kmdsd") == "львів"
    assert other_layout("'yfrs'dt") == "єнакієве"
