"""A day of the secretariat: a spreadsheet with slips, a letter to a segment, a double, paper."""

import io
import re
from email.message import EmailMessage

import openpyxl
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import office
from tests.browser.site import Site
from tests.imports.sheets import csv

# Members of the demonstration in the order of the Ukrainian alphabet.
NAMES = ["Єдина Ґалина", "Зразкова Оксана", "Їжаченко Левко", "Приклад Іван", "Прикладний Ігор"]
# As such files come: a title above, headings and dates in one's own words.
HEADINGS = ["№ з/п", "П.І.Б.", "Ел. пошта", "Моб. тел.", "Посада", "Громада", "Обл.", "На посаді з"]
SLIPS = """
1|Таблична Ганна Іванівна|hanna@sheet.example|8 (067) 765-43-21|сільська голова|Стрийська|Львівська обл.|25.10.2020
2|ТАБЛИЧНИЙ  Остап Іванович|ostap@sheet.example|+38 050 765 43 21|міський голова|Миколаївська||листопад 2020 р.
3|Рядковий Семен Ілліч|semen@sheet.example|(0462) 76-54-3|селищний голова|Славутська|Хмельницька|31.02.2015
4|Зразкова Оксана|oksana@sheet.example|067 111-22-33|міська голова|Самбірська|Львівська|11.2020
5|Таблична Ганна|hanna@sheet.example|0677654321|сільська голова|Стрийська|Львівська|10.2020
"""


def upload(page: Page, content: bytes, name: str) -> None:
    """Choose the file, look over its columns, let it be checked."""
    page.goto("/office/imports/")
    page.get_by_role("link", name="Імпортувати таблицю").first.click()
    page.locator("input[name=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main table")).to_contain_text("Ел. пошта")
    page.locator("main form button[type=submit]").last.click()
    office.wait_for(page, page.locator(".import__tabs"))


def counts(page: Page) -> dict[str, int]:
    """How many rows stand under each heading."""
    found = {}
    for tab in page.locator(".import__tab").all():
        kind = re.search(r"import__tab--(\w+)", tab.get_attribute("class") or "")
        assert kind
        found[kind.group(1)] = int(tab.locator("b").inner_text())
    return {kind: count for kind, count in found.items() if count}


def mend(page: Page, number: int, **values: str) -> None:
    """Open the row, fill in what it says is wrong, save; the row is accepted."""
    page.locator("tr", has_text=re.compile(rf"^\s*{number}\s")).get_by_role(
        "link", name="Виправити"
    ).click()
    for name, value in values.items():
        page.locator(f".import__faulty input[name={name}]").fill(value)
    page.locator(".import__mend button[type=submit]").click()
    expect(office.success(page)).to_contain_text(f"Рядок {number} виправлено")


def found(page: Page, register: str, text: str) -> list[str]:
    """The rows of a list that a search finds, as they are read."""
    page.goto(f"/office/{register}/?q={text}")
    return page.locator("main table.listing tbody tr").all_inner_texts()


def test_a_spreadsheet_with_slips(person, site):
    page = office.secretary(person, site)
    rows = [["Список членів", *[""] * 7], HEADINGS]
    rows += [line.split("|") for line in SLIPS.strip().splitlines()]
    content = csv([[cell.replace("’", "'") for cell in row] for row in rows], encoding="cp1251")
    upload(page, content, "chleny.csv")
    assert counts(page) == {"ready": 1, "faulty": 2, "same": 2}

    # Two rows do not enter as they are; each says why, and offers what may be meant.
    row = page.locator("tr", has_text="Табличний Остап")
    expect(row).to_contain_text("Кілька громад мають назву «Миколаївська»")
    row.get_by_role("link", name="Виправити").click()
    page.get_by_role("radio", name=re.compile("Сумська")).first.check()
    page.locator(".import__mend button[type=submit]").click()
    expect(office.success(page)).to_contain_text("виправлено")
    expect(page.locator("tr", has_text="Рядковий")).to_contain_text("«31.02.2015» не є датою")
    mend(page, 5, phone="0462 765 432", began_on="31 жовтня 2015 року")

    # Two look like somebody; both are seen side by side.
    known = page.locator(".import__same", has_text="Зразкова Оксана Володимирівна")
    expect(known).to_contain_text("oksana@sheet.example")
    expect(known).to_contain_text("member2@demo.example")
    known.get_by_role("button", name="той самий").click()
    twice = page.locator(".import__same", has_text="Таблична Ганна Іванівна")
    expect(twice).to_contain_text("Рядок 3 цього файлу")
    twice.get_by_role("button", name="пропустити").click()

    office.do(page, "start")
    office.wait_for(page, page.get_by_text("Усе внесено."))
    people = found(page, "members", "sheet.example")
    assert [row.split("\t")[1] for row in people] == [
        "Рядковий Семен Ілліч",
        "Таблична Ганна Іванівна",
        "Табличний Остап Іванович",
    ]
    assert "Миколаївська територіальна громада, Сумська область" in people[2]

    # The same file once more: it need not be mended again, and doubles nobody.
    upload(page, content, "chleny-2.csv")
    expect(page.locator("main")).to_contain_text("Саме цей файл уже внесено")
    assert counts(page) == {"there": 3, "ready": 1, "left_out": 1}
    office.do(page, "start")
    office.wait_for(page, page.get_by_text("Усе внесено."))
    assert found(page, "members", "sheet.example") == people
    # Nobody is written to by an import.
    assert site.letters("sheet.example") == []
    assert office.complaints(page) == []


def fill_words(page: Page, words: dict[str, str]) -> None:
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)


def arrived(site: Site, subject: str) -> list[EmailMessage]:
    """The letters with this subject that left."""
    return [each for each in site.letters("@") if subject in str(each["Subject"])]


def test_a_letter_to_a_segment_exactly_once(person, site):
    page = office.secretary(person, site)
    subject = "Зустріч громад Хмельниччини"
    page.goto("/office/mailings/")
    page.get_by_role("link", name="Нова розсилка").first.click()
    page.get_by_role("link", name=re.compile("Члени Клубу")).last.click()
    page.locator("select[name=oblast]").select_option(label="Хмельницька")
    page.locator("select[name=status]").select_option("active")
    expect(page.locator(".mailing__count")).to_contain_text("отрима")
    # A placeholder that there is not is told at once, with those that there are.
    fill_words(page, {"subject_uk": subject, "text_uk": "{звертання}\n\nЧекаємо на Вас."})
    page.locator("button", has_text="Зберегти").click()
    expect(page.get_by_role("alert").first).to_contain_text("{salutation}")
    fill_words(page, {"text_uk": "{salutation}\n\nЧекаємо на Вас."})
    page.locator("button", has_text="Зберегти").click()
    expect(office.success(page)).to_contain_text("Збережено")
    # The letter as the first receiver gets it.
    shown = page.frame_locator("iframe.record__frame").locator("body")
    expect(shown).to_contain_text("Шановна Ґалино Юріївно!")
    expect(shown).to_contain_text("Чекаємо на Вас.")

    office.do(page, "send")
    office.wait_for(page, page.get_by_text(re.compile("Надіслано")))
    site.wait_for_letter("member4@demo.example", containing=subject)
    # What was sent is sent: the page offers it no more, and one letter left.
    page.reload()
    expect(page.locator("input[name=action][value=send]")).to_have_count(0)
    sent = [str(letter["To"]) for letter in arrived(site, subject)]
    assert len(sent) == len(set(sent))
    assert sum("member4@demo.example" in to for to in sent) == 1
    assert office.complaints(page) == []


def test_a_double_of_a_member_is_merged(person, site):
    page = office.secretary(person, site)
    page.goto("/office/people/new/")
    fill_words(
        page,
        {"email": "member.3@demo.example", "surname": "Прикладний", "given_name": "Ігор"},
    )
    page.locator("main form button[type=submit]").last.click()
    expect(office.success(page)).to_be_visible()
    page.goto("/office/people/same/")
    pair = page.locator("tr", has_text="member.3@demo.example")
    pair.get_by_role("link", name="Порівняти").click()
    expect(page.locator("main")).to_contain_text("Прикладний Ігор Богданович")
    page.get_by_role("radio", name="member3@demo.example").check()
    button = page.get_by_role("button", name="Об’єднати два записи")
    button.click()
    # Without the word nothing happens.
    expect(page.get_by_text("Це поле необхідно заповнити")).to_be_visible()
    page.locator("input[name=word]").fill("підтверджую")
    button.click()
    expect(office.success(page)).to_contain_text("Два записи об’єднано")
    expect(page.locator("h1, .w-header")).to_contain_text("Прикладний Ігор Богданович")
    # The double is gone from the lists, and its owner cannot sign in with it any more.
    assert len(found(page, "people", "Прикладний")) == 1
    assert len(found(page, "members", "Прикладний")) == 1
    site.wait_for_letter("member.3@demo.example", containing="змінено")
    assert office.complaints(page) == []


def test_the_register_on_paper_and_as_a_file(person, site):
    page = office.secretary(person, site)
    page.goto("/office/members/?status=active")
    page.get_by_role("button", name="Вивантажити").click()
    page.get_by_role("radio", name="PDF").check()
    with page.expect_download() as asked:
        page.get_by_role("button", name="Вивантажити").last.click()
    reader = PdfReader(asked.value.path())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join("".join(each.extract_text() for each in reader.pages).split())
    places = [text.index(name) for name in NAMES]
    assert places == sorted(places)

    page.goto("/office/members/?status=active")
    page.get_by_role("button", name="Вивантажити").click()
    page.get_by_role("radio", name="XLSX").check()
    with page.expect_download() as asked:
        page.get_by_role("button", name="Вивантажити").last.click()
    sheet = openpyxl.load_workbook(io.BytesIO(asked.value.path().read_bytes())).active
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading[:2] == ("Ім’я", "№")
    exported = [row[0] for row in rows]
    known = [name for name in exported if name.startswith(tuple(NAMES))]
    assert [name.split()[0] for name in known] == [name.split()[0] for name in NAMES]
    assert office.complaints(page) == []
