"""The privacy notice (law of Ukraine 2297-VI)."""

from mayorsclub.content.texts import Both, Rich, shared

PRIVACY = Rich(
    [
        (
            "p",
            Both(
                "Тут сказано, які персональні дані збирає Клуб Мерів через цей сайт, навіщо, хто їх бачить, скільки вони зберігаються та які права Ви маєте за Законом України «Про захист персональних даних» № 2297-VI.",
                "This notice says which personal data the Mayors’ Club collects through this site, why, who sees them, how long they are kept and what rights you have under the Law of Ukraine “On Personal Data Protection” No. 2297-VI.",
            ),
        ),
        ("h2", Both("Які дані ми просимо", "What we ask for")),
        (
            "li",
            Both(
                "Для членства: ім’я українською та латиницею, посада, громада, початок і завершення мандата, електронна пошта, телефон, підтвердження мандата, чому Ви хочете вступити та як бажаєте брати участь.",
                "For membership: your name in Ukrainian and in Latin letters, position, community, beginning and end of the mandate, e-mail, phone, evidence of the mandate, why you wish to join and how you wish to take part.",
            ),
        ),
        (
            "li",
            Both(
                "Для партнерства: назва, країна та реєстраційний номер організації, вебсайт, сфери зацікавлення, а також ім’я, електронна пошта й телефон контактної особи.",
                "For partnership: name, country and registration number of the organisation, website, areas of interest, and the name, e-mail and phone of a contact person.",
            ),
        ),
        (
            "li",
            Both(
                "Для входу: електронна пошта; якщо Ви додали ключ доступу чи застосунок із кодами — дані, потрібні для їх перевірки. Паролів немає.",
                "For signing in: your e-mail; if you add a passkey or an app with codes, the data needed to check them. There are no passwords.",
            ),
        ),
        (
            "li",
            Both(
                "Для повідомлення Клубу: ім’я, електронна пошта, тема й текст, а за бажанням — телефон, громада чи організація та файли.",
                "For a message to the club: your name, e-mail, topic and text, and, if you like, phone, community or organisation and files.",
            ),
        ),
        (
            "li",
            Both(
                "Для профілю в довіднику, якщо Ви його заповнюєте: портрет або логотип, розповідь про себе чи організацію, мови, галузі, теми й контакти.",
                "For a profile in the directory, if you fill one in: a portrait or logo, words about you or the organisation, languages, sectors, topics and contacts.",
            ),
        ),
        (
            "li",
            Both(
                "Для участі в події: ім’я та електронна пошта, за бажанням — телефон і громада чи організація, відповіді на запитання організаторів; на вході — час, коли Ви прийшли; після події — оцінка, якщо Ви її дали.",
                "To take part in an event: your name and e-mail, and, if you like, phone and community or organisation, answers to the organisers’ questions; at the door the time you came; afterwards your marks, if you give any.",
            ),
        ),
        (
            "li",
            Both(
                "Для участі в органах Клубу: призначення, голоси, участь у засіданнях і сказане на них — для протоколів.",
                "For work in the club’s bodies: appointments, votes, attendance at sittings and what was said there, for the minutes.",
            ),
        ),
        (
            "li",
            Both(
                "Для експерт-сесій: запитання, голоси за запитання інших і запропоновані теми.",
                "For expert sessions: your questions, your votes for the questions of others, and topics that you propose.",
            ),
        ),
        (
            "li",
            Both(
                "Якщо Ви вступили до Клубу до появи цього сайту: Ваші дані з попередніх списків Клубу, які секретаріат переносить до реєстру.",
                "If you joined the club before this site existed: your data from the club’s earlier lists, which the secretariat takes over into the register.",
            ),
        ),
        (
            "li",
            Both(
                "Під час роботи з Вашими даними: листи, які ми Вам надіслали, службові нотатки секретаріату та виправлення з попереднім значенням і причиною.",
                "While we work with your data: the letters we sent you, working notes of the secretariat, and corrections with the earlier value and the reason.",
            ),
        ),
        (
            "p",
            Both(
                "Ми не просимо податкового номера, дати народження, статі, відомостей про партійність чи здоров’я. Будь ласка, не вказуйте їх і у файлах.",
                "We do not ask for a tax number, date of birth, sex, party membership or health. Please leave them out of files too.",
            ),
        ),
        ("h2", Both("Навіщо", "Why")),
        (
            "p",
            Both(
                "Щоб розглянути Вашу заяву й повідомити рішення, вести реєстр членів і партнерів, видавати посвідчення, запрошувати на заходи Клубу та відповідати Вам. Підстава — Ваша згода, яку Ви даєте разом із заявою; ми зберігаємо текст згоди, її час і редакцію.",
                "To review your application and tell you the decision, keep the register of members and partners, issue certificates, invite you to the club’s events and answer you. The ground is your consent, given with the application; we keep the wording, time and version of the consent.",
            ),
        ),
        (
            "p",
            Both(
                "Повідомлення ми зберігаємо, щоб відповісти Вам. Якщо це звернення громадянина за Законом України № 393/96-ВР, секретаріат позначає строк відповіді.",
                "We keep a message to answer you. Where it is an appeal of a citizen under the Law of Ukraine No. 393/96-VR, the secretariat notes the day of the answer.",
            ),
        ),
        (
            "p",
            Both(
                "Профіль потрібен, щоб члени Клубу й партнери знаходили одне одного. Підстава — окрема згода на його сторінці; її можна будь-коли відкликати там само, і відтоді нікому нічого не показуємо.",
                "A profile lets members and partners find each other. The ground is a separate consent on its page; you can withdraw it there at any time, and from that moment nothing is shown to anybody.",
            ),
        ),
        (
            "p",
            Both(
                "Службові листи надходять, доки їх потребують Ваші заява, членство чи партнерство. Від листів із новинами можна відмовитися за посиланням у кожному такому листі або у своєму кабінеті.",
                "Service letters come as long as your application, membership or partnership needs them. Letters with news can be refused by the link in each of them or on your own page.",
            ),
        ),
        ("h2", Both("Хто їх бачить", "Who sees them")),
        (
            "li",
            Both(
                "Секретаріат Клубу та члени комітету, який розглядає заяву. Кожен перегляд Вашого файла записується.",
                "The club’s secretariat and the members of the committee that reviews the application. Every view of a file of yours is recorded.",
            ),
        ),
        (
            "li",
            Both(
                "Кожен, хто має посилання або QR-код із Вашого посвідчення: ім’я, вид посвідчення, номер, дату запису до реєстру та чи воно чинне.",
                "Anyone who has the link or QR code from your certificate: your name, the kind of certificate, its number, the date of entry in the register and whether it is valid.",
            ),
        ),
        (
            "li",
            Both(
                "Повідомлення читають лише секретаріат та адміністратори сайту.",
                "Messages are read only by the secretariat and the administrators of the site.",
            ),
        ),
        (
            "li",
            Both(
                "Кожну частину профілю — лише ті, кого Ви для неї вибрали: ніхто, члени Клубу, члени Клубу й партнери або всі, зокрема через пошук на сайті.",
                "Each part of a profile: only those whom you chose for it: nobody, members, members and partners, or everyone, through the site’s search too.",
            ),
        ),
        (
            "li",
            Both(
                "Реєстрацію на подію бачить секретаріат; той, хто відмічає на вході, бачить ім’я та організацію. Оцінки показано лише разом, без імен. Запитання до сесії бачать члени Клубу; Ви можете поставити його без імені.",
                "A registration for an event is seen by the secretariat; whoever stands at the door sees name and organisation. Marks are shown summed up only, without names. A question about a session is seen by members; you may ask it without your name.",
            ),
        ),
        (
            "li",
            Both(
                "Імена членів органів Клубу — усі, якщо орган показано на сторінці «Люди Клубу».",
                "The names of the members of the club’s bodies: everyone, where the body is shown on the page “People of the Club”.",
            ),
        ),
        (
            "li",
            Both(
                "Список у вигляді файлу можуть отримати лише секретаріат та адміністратори; журнал зберігає, хто, коли й що вивантажив.",
                "A list as a file can be taken only by the secretariat and the administrators; the log keeps who took what and when.",
            ),
        ),
        (
            "p",
            Both(
                "Ми не продаємо даних і не передаємо їх для реклами. На сайті немає сторонніх лічильників, шрифтів чи скриптів.",
                "We do not sell data or hand them over for advertising. The site has no third-party counters, fonts or scripts.",
            ),
        ),
        ("h2", Both("Скільки вони зберігаються", "How long they are kept")),
        (
            "li",
            Both(
                "Неподана чернетка заяви — 30 днів від останнього збереження.",
                "A draft that is not submitted: 30 days after it was last saved.",
            ),
        ),
        (
            "li",
            Both(
                "Код для входу з листа діє 3 хвилини.",
                "A sign-in code from a letter works for 3 minutes.",
            ),
        ),
        (
            "li",
            Both(
                "Подані заяви, рішення комітету й записи реєстру зберігаються як документи організації, доки Ви не попросите видалити Ваші дані або доки закон вимагає їх зберігати.",
                "Submitted applications, decisions of the committee and register entries are kept as documents of the organisation until you ask for your data to be erased, or as long as the law requires.",
            ),
        ),
        (
            "li",
            Both(
                "Повідомлення та відповіді — три роки від останнього запису в листуванні; спам — 30 днів. Таємне посилання на листування діє 60 днів.",
                "Messages and answers: three years after the last line of the correspondence; spam: 30 days. The secret link to a correspondence works for 60 days.",
            ),
        ),
        (
            "li",
            Both(
                "Профіль — доки Ви самі його не зміните. Портрет і тексти можна прибрати будь-коли.",
                "A profile: until you change it. Portrait and texts can be taken away at any time.",
            ),
        ),
        (
            "li",
            Both(
                "Дані й відповіді учасника без облікового запису — 90 днів після події; у списку на телефоні, яким відмічають на вході, — щонайбільше два дні, і лише зашифрованими.",
                "The data and answers of a participant without an account: 90 days after the event; in the list on a phone at the door two days at the most, and only encrypted.",
            ),
        ),
        (
            "li",
            Both(
                "Файл, з якого секретаріат переносив список до реєстру, і вміст його комірок — 30 днів.",
                "A file from which the secretariat took a list over into the register, and what stood in its cells: 30 days.",
            ),
        ),
        (
            "li",
            Both(
                "Готовий файл зі списком, що чекає на завантаження, — добу.",
                "A list made ready as a file that waits to be downloaded: one day.",
            ),
        ),
        (
            "li",
            Both(
                "Журнал дій показує, хто, що й коли зробив; змісту листів, відповідей і голосів у ньому немає. Він не скорочується, щоб ніхто не міг приховати своїх дій.",
                "The log of actions says who did what and when; it does not hold the content of letters, answers or votes. It is never shortened, so that nobody can hide what they did.",
            ),
        ),
        ("h2", Both("Файли cookie", "Cookies")),
        (
            "p",
            Both(
                "Читати сайт можна без жодного файлу cookie. Вони з’являються, коли Ви відкриваєте форму — повідомлення, заяви чи входу, — і потрібні лише для цього: щоб пам’ятати Ваш вхід і захищати форми.",
                "You can read the site without any cookie. Cookies are set when you open a form (a message, an application, the sign-in) and serve only that: to remember your session and protect the forms.",
            ),
        ),
        ("h2", Both("Ваші права", "Your rights")),
        (
            "li",
            Both(
                "Знати, які Ваші дані ми маємо, звідки вони й навіщо, та отримати до них доступ.",
                "To know which of your data we hold, where they come from and why, and to have access to them.",
            ),
        ),
        (
            "li",
            Both(
                "Завантажити їх одним файлом: «Мій кабінет» → «Копія Ваших даних».",
                "To download them in one file: “My page” → “A copy of your data”.",
            ),
        ),
        (
            "li",
            Both(
                "Виправити неточне й попросити видалити те, що обробляється незаконно або більше не потрібне.",
                "To have what is wrong corrected, and to ask for the erasure of what is processed unlawfully or is no longer needed.",
            ),
        ),
        (
            "li",
            Both(
                "Заперечити проти обробки та відкликати згоду.",
                "To object to processing and to withdraw your consent.",
            ),
        ),
        (
            "li",
            Both(
                "Поскаржитися Уповноваженому Верховної Ради України з прав людини або звернутися до суду.",
                "To complain to the Ukrainian Parliament Commissioner for Human Rights or to go to court.",
            ),
        ),
        (
            "p",
            Both(
                "Щоб скористатися цими правами, напишіть нам зі своєї адреси електронної пошти: так ми переконаємося, що це Ви.",
                "To use these rights, write to us from your own e-mail address: this is how we know it is you.",
            ),
        ),
    ]
)

PAGE = {
    "title": Both("Приватність", "Privacy"),
    "body": [
        ("text", PRIVACY),
        ("contact", shared.CONTACT),
    ],
}
