"""Questions that people ask."""

from mayorsclub.content.texts import Both, Rich, shared


def _question(anchor: str, question: Both, *answer: Both) -> dict:
    return {
        "anchor": anchor,
        "question": question,
        "answer": Rich([("p", text) for text in answer]),
    }


MEMBERSHIP = [
    _question(
        "who",
        Both("Хто може стати членом Клубу?", "Who can become a member?"),
        Both(
            "Чинні та колишні міські голови України, чинні та колишні голови територіальних громад.",
            "Current and former mayors of Ukrainian cities, current and former heads of territorial communities.",
        ),
    ),
    _question(
        "persons",
        Both("Членом стає особа чи громада?", "Is it the person or the community that joins?"),
        Both(
            "Особа — чинний чи колишній голова. Громада членом Клубу не стає.",
            "The person, a current or former head. A community does not become a member.",
        ),
    ),
    _question(
        "free",
        Both("Скільки коштує членство?", "How much does membership cost?"),
        Both(
            "Нічого: членство безоплатне, вступних і членських внесків немає.",
            "Nothing: membership is free, with no entrance or membership fees.",
        ),
    ),
    _question(
        "term",
        Both("На який строк приймають до Клубу?", "How long does membership last?"),
        Both(
            "Членство безстрокове: колишні голови залишаються членами Клубу.",
            "It has no end date: former heads remain members.",
        ),
    ),
    _question(
        "delegates",
        Both("Чи може за мене діяти хтось інший?", "Can somebody act for me?"),
        Both(
            "Так. Член Клубу може запросити відповідальних осіб — наприклад, помічника чи заступника — і визначити, що кожна з них може: реєструвати на заходи, змінювати профіль, завантажувати документи. Дозвіл можна будь-коли забрати.",
            "Yes. A member may invite delegates, such as an assistant or a deputy, and set what each may do: register for events, edit the profile, download documents. A permission can be taken back at any time.",
        ),
    ),
]
APPLYING = [
    _question(
        "apply",
        Both("Як подати заяву?", "How do I apply?"),
        Both(
            "На цьому сайті, у розділі «Вступ». Заповнення займає близько десяти хвилин; кожен крок зберігається як чернетка, до якої можна повернутися за посиланням із листа.",
            "On this site, under “Join”. It takes about ten minutes; each step is saved as a draft to which you can return by a link in a letter.",
        ),
    ),
    _question(
        "review",
        Both("Хто розглядає заяву?", "Who reviews the application?"),
        Both(
            "Комітет Клубу. Його члени голосують; хто має конфлікт інтересів, у голосуванні участі не бере.",
            "A committee of the club. Its members vote; those with a conflict of interest do not take part.",
        ),
    ),
    _question(
        "decision",
        Both("Як я дізнаюся про рішення?", "How do I learn of the decision?"),
        Both(
            "Рішення надійде електронною поштою, а далі — лист із наступними кроками. Строк рішення та хід розгляду видно на сторінці заяви.",
            "The decision comes by e-mail, then a letter with next steps. When it is due and how the review goes is shown on the application’s page.",
        ),
    ),
    _question(
        "evidence",
        Both("Які документи потрібні?", "What documents are needed?"),
        Both(
            "Підтвердження мандата: посилання на офіційне повідомлення або файл, наприклад рішення ради.",
            "Evidence of the mandate: a link to an official notice or a file, such as the council’s decision.",
        ),
    ),
]
PARTNERSHIP = [
    _question(
        "partners",
        Both("Хто може стати партнером?", "Who can become a partner?"),
        Both(
            "Підприємці та підприємства України, міжнародні компанії, інвестиційні фонди та приватні інвестори.",
            "Ukrainian entrepreneurs and enterprises, international companies, investment funds and individual investors.",
        ),
    ),
    _question(
        "partner-apply",
        Both("Як стати партнером?", "How does one become a partner?"),
        Both(
            "Так само, як членом: подайте заяву в розділі «Партнерам», її розгляне комітет, рішення надійде електронною поштою.",
            "In the same way as a member: apply under “For partners”, the committee reviews it, the decision comes by e-mail.",
        ),
    ),
]
SITE = [
    _question(
        "sign-in",
        Both("Чому немає пароля?", "Why is there no password?"),
        Both(
            "Для входу ми надсилаємо одноразовий код на Вашу електронну пошту; можна також додати ключ доступу. Пароль, якого немає, неможливо вкрасти.",
            "To sign in we send a one-time code to your e-mail; you may also add a passkey. A password that does not exist cannot be stolen.",
        ),
    ),
    _question(
        "data",
        Both("Що Ви робите з моїми даними?", "What do you do with my data?"),
        Both(
            "Лише те, для чого Ви їх надали: розглядаємо заяву, ведемо реєстр, запрошуємо на заходи, відповідаємо Вам. Докладно — на сторінці «Приватність».",
            "Only what you gave them for: we review the application, keep the register, invite you to events, answer you. The page “Privacy” says more.",
        ),
    ),
    _question(
        "certificate",
        Both("Як перевірити посвідчення члена Клубу?", "How can a certificate be checked?"),
        Both(
            "За кодом на посвідченні: сторінка перевірки покаже, чи воно чинне.",
            "By the code on it: the page of confirmation shows whether it is valid.",
        ),
    ),
]

PAGE = {
    "title": Both("Запитання та відповіді", "Questions and answers"),
    "intro": Both(
        "Про членство, заяви, партнерство та цей сайт. Не знайшли свого запитання — напишіть нам.",
        "About membership, applications, partnership and this site. If yours is not here, write to us.",
    ),
    "body": [
        ("group", {"heading": Both("Членство", "Membership"), "entries": MEMBERSHIP}),
        (
            "group",
            {"heading": Both("Заява та рішення", "Application and decision"), "entries": APPLYING},
        ),
        ("group", {"heading": Both("Партнерство", "Partnership"), "entries": PARTNERSHIP}),
        ("group", {"heading": Both("Сайт і дані", "The site and your data"), "entries": SITE}),
        ("contact", shared.CONTACT),
    ],
}
