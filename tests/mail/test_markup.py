from mayorsclub.mail.markup import (
    Block,
    clean,
    fill,
    fill_block,
    in_braces,
    names_in,
    one_line,
    parse,
)


def test_a_text_is_cut_into_paragraphs_lists_and_buttons():
    text = "Перший рядок\nдругий\n\nТретій:\n- один\n- два\n[[Відкрити]]({link})\nКінець"
    assert parse(text) == [
        Block("paragraph", ("Перший рядок", "другий")),
        Block("paragraph", ("Третій:",)),
        Block("list", ("один", "два")),
        Block("button", ("Відкрити",), "{link}"),
        Block("paragraph", ("Кінець",)),
    ]


def test_an_empty_line_ends_a_block():
    assert parse("а\n\nб\r\n\r\n- в\n\n- г") == [
        Block("paragraph", ("а",)),
        Block("paragraph", ("б",)),
        Block("list", ("в",)),
        Block("list", ("г",)),
    ]


def test_only_plain_known_names_are_replaced_and_only_once():
    values = {"name": "{other} {name}", "other": "!"}
    text = "{name} {unknown} {name.__class__} {a[0]} {NAME} {{other}} { other }"
    assert fill(text, values) == (
        "{other} {name} {unknown} {name.__class__} {a[0]} {NAME} {!} { other }"
    )


def test_a_value_never_becomes_a_block():
    value = "x\n\n- пункт\n[[Натисніть]](https://evil.example/)"
    block = fill_block(Block("paragraph", ("Питання: {text}",)), {"text": value})
    assert block.kind == "paragraph"
    assert block.lines == (
        "Питання: x",
        "",
        "- пункт",
        "[[Натисніть]](https://evil.example/)",
    )


def test_all_that_stands_in_braces_is_found():
    assert in_braces("{a} {C} {a.b} { name } {звертання} {} {a\nb}") == {
        "a",
        "C",
        "a.b",
        " name ",
        "звертання",
    }


def test_names_in_finds_what_a_text_uses():
    assert names_in("{a} {b_2} {a.b} {C}") == {"a", "b_2"}


def test_clean_removes_what_cannot_be_seen():
    assert clean("а\r\nб\rв\x00\x1b\u202eг\tд") == "а\nб\nвг\tд"


def test_one_line_is_fit_for_a_header():
    assert one_line(" Тема\r\nBcc: a@example.org ", 100) == "Тема Bcc: a@example.org"
    assert one_line("а" * 20, 10) == "а" * 9 + "…"
