"""The accessibility statement: what is aimed at, what was tried, what was not."""

from mayorsclub.content.texts import Both, Rich, shared

TEXT = Rich(
    [
        ("h2", Both("Чого ми прагнемо", "What we aim at")),
        (
            "p",
            Both(
                "Сайт має відповідати рівню AA настанов WCAG 2.1 та європейському стандарту EN 301 549. За нашою власною перевіркою він відповідає їм частково: відомі винятки названо нижче.",
                "The site should meet level AA of the WCAG 2.1 guidelines and the European standard EN 301 549. By our own evaluation it meets them in part: the known exceptions are named below.",
            ),
        ),
        ("h2", Both("Що ми перевірили", "What we have tested")),
        (
            "li",
            Both(
                "Усі типи сторінок обома мовами — автоматичною перевіркою axe-core, у світлому й темному вигляді, та валідатором HTML консорціуму W3C.",
                "All types of pages in both languages with the automatic checker axe-core, in the light and the dark look, and with the HTML checker of the W3C.",
            ),
        ),
        (
            "li",
            Both(
                "Роботу з самою клавіатурою: вхід, заява, голосування.",
                "Working with the keyboard alone: sign-in, application, voting.",
            ),
        ),
        (
            "li",
            Both(
                "Вигляд на екрані завширшки 320 пікселів і в друці.",
                "The look on a screen 320 pixels wide and in print.",
            ),
        ),
        (
            "li",
            Both(
                "Роботу без JavaScript: кожна сторінка сайту читається, кожна форма надсилається.",
                "Working without JavaScript: every page can be read, every form sent.",
            ),
        ),
        ("h2", Both("Чого ми ще не перевірили", "What we have not tested yet")),
        (
            "li",
            Both(
                "Сайт не випробовували люди, які користуються екранним диктором або іншими допоміжними засобами щодня.",
                "People who use a screen reader or other assistive tools every day have not tried the site.",
            ),
        ),
        (
            "li",
            Both(
                "Незалежного оцінювання доступності не було.",
                "There has been no independent evaluation of accessibility.",
            ),
        ),
        ("h2", Both("Відомі винятки", "Known exceptions")),
        (
            "li",
            Both(
                "Файли, які надсилають люди або інші організації, можуть бути недоступними: наприклад, скановані сторінки без тексту.",
                "Files that people or other organisations send may be inaccessible, such as scanned pages without text.",
            ),
        ),
        (
            "li",
            Both(
                "Плитки на мапі областей малі на екрані телефона; екранний диктор читає їх як перелік.",
                "The tiles on the map of oblasts are small on a phone; a screen reader reads them as a list.",
            ),
        ),
        ("h2", Both("Якщо щось не працює", "If something does not work")),
        (
            "p",
            Both(
                "Напишіть нам, яка це сторінка та що саме заважає. Ми надамо потрібне в іншому вигляді й виправимо помилку.",
                "Tell us which page it is and what is in the way. We will give you what you need in another form and mend the fault.",
            ),
        ),
        (
            "p",
            Both(
                "Цю заяву складено 24 листопада 2026 року за власною перевіркою.",
                "This statement was made on 24 November 2026, by our own evaluation.",
            ),
        ),
    ]
)

PAGE = {
    "title": Both("Доступність", "Accessibility"),
    "intro": Both(
        "Ми хочемо, щоб сайтом Клубу міг користуватися кожен.",
        "We want everyone to be able to use the club’s site.",
    ),
    "body": [("text", TEXT), ("contact", shared.CONTACT)],
}
