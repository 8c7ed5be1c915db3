"""The pages before an application: who may, the steps, how long it takes."""

from mayorsclub.content.texts import Both, Rich, shared

TIME = [
    (
        "p",
        Both(
            "Заповнення займає близько десяти хвилин. Кожен крок зберігається як чернетка: продовжити можна будь-коли за посиланням із листа, який ми надішлемо на Вашу адресу. Чернетка зберігається 30 днів від останньої зміни.",
            "Filling it in takes about ten minutes. Each step is saved as a draft: continue at any time by the link in the letter we send to your address. A draft is kept for 30 days after its last change.",
        ),
    ),
    (
        "p",
        Both(
            "Після подання Ви побачите номер заяви й строк рішення та зможете стежити за розглядом на сторінці заяви.",
            "After you submit it you see its number and when the decision is due, and can follow the review on the application’s page.",
        ),
    ),
]

JOIN = {
    "title": Both("Вступ до Клубу", "Join the club"),
    "intro": Both(
        "Членами Клубу є особи, а не громади. Членство безоплатне й безстрокове.",
        "Members are persons, not communities. Membership is free and has no end date.",
    ),
    "who_title": Both("Хто може стати членом", "Who may join"),
    "who": shared.WHO_MAY_JOIN,
    "steps_title": Both("Як вступити", "How to join"),
    "steps": shared.STEPS,
    "time_title": Both("Скільки часу це займе", "How long it takes"),
    "time": Rich(TIME),
    "extra_title": Both("Що підготувати", "What to have at hand"),
    "extra": [
        Both(
            "Місяць і рік початку першого мандата, а для колишніх голів — і завершення останнього",
            "The month and year your first term began and, for former heads, when the last one ended",
        ),
        Both(
            "Підтвердження мандата: посилання або файл, наприклад рішення ради",
            "Evidence of the mandate: a link or a file, such as the council’s decision",
        ),
    ],
    "button": Both("Подати заяву на членство", "Apply for membership"),
}

PARTNERS = {
    "title": Both("Партнерам", "For partners"),
    "intro": Both(
        "Партнерами Клубу стають підприємства та інвестори, готові працювати з містами й громадами України.",
        "Partners of the club are businesses and investors ready to work with Ukraine’s cities and communities.",
    ),
    "who_title": Both("Хто може стати партнером", "Who may become a partner"),
    "who": shared.WHO_MAY_PARTNER,
    "steps_title": Both("Як стати партнером", "How to become a partner"),
    "steps": shared.STEPS,
    "time_title": Both("Скільки часу це займе", "How long it takes"),
    "time": Rich(TIME),
    "extra_title": Both("Переваги для партнерів", "Privileges of partners"),
    "extra": shared.PRIVILEGES,
    "button": Both("Подати заяву на партнерство", "Apply for partnership"),
}
