"""Who plays in the demonstration. All are invented; their addresses cannot exist."""

from dataclasses import dataclass, field

DOMAIN = "demo.example"


@dataclass(frozen=True)
class Person:
    """An account: `name` before the @, and the parts of an invented name."""

    name: str
    surname: str
    given_name: str
    patronymic: str = ""
    does: str = ""
    language: str = "uk"
    roles: tuple[str, ...] = ()
    sits_in: tuple[str, ...] = ()
    is_chair: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"

    @property
    def is_strong(self) -> bool:
        """Whether this person signs in with a second factor."""
        return bool(self.roles or self.sits_in)


BOTH = ("membership", "partnership")
STAFF = (
    Person(
        "administrator",
        "Умовний",
        "Роман",
        "Ігорович",
        "administrator: roles, audit log",
        roles=("administrator",),
    ),
    Person(
        "secretary",
        "Зразок",
        "Ольга",
        "Іванівна",
        "secretariat: the office",
        roles=("secretariat",),
    ),
    Person("editor", "Взірець", "Марія", "Андріївна", "editor: pages only", roles=("editor",)),
    Person(
        "chair",
        "Навчальний",
        "Петро",
        "Степанович",
        "committee, chair: votes at /committee/",
        sits_in=BOTH,
        is_chair=True,
    ),
    Person("committee1", "Показова", "Наталія", "Олегівна", "committee: votes", sits_in=BOTH),
    Person("committee2", "Пробний", "Андрій", "Миколайович", "committee: votes", sits_in=BOTH),
)


@dataclass(frozen=True)
class Candidate:
    """Someone who applies for membership, and how far it went.

    outcome: 'approved', 'rejected', 'asked', 'review' or 'draft'. days: how long ago it was
    sent. began, ended: of the mandate, as one types them.
    """

    person: Person
    oblast: str
    community: str
    kind: str
    began: str
    days: int
    outcome: str
    ended: str = ""
    wishes: tuple[str, ...] = field(default=("sessions",))


CANDIDATES = (
    Candidate(
        Person("member", "Приклад", "Іван", "Петрович", "member, head of a community"),
        "Сумська",
        "Тростянецька",
        "mayor",
        "11.2015",
        80,
        "approved",
        wishes=("projects", "sessions", "missions"),
    ),
    Candidate(
        Person("member2", "Зразкова", "Оксана", "Володимирівна", "member"),
        "Львівська",
        "Самбірська",
        "mayor",
        "11.2020",
        76,
        "approved",
    ),
    Candidate(
        Person("member3", "Прикладний", "Ігор", "Богданович", "member"),
        "Черкаська",
        "Уманська",
        "mayor",
        "10.2010",
        70,
        "approved",
        ended="11.2020",
    ),
    Candidate(
        Person("member4", "Єдина", "Ґалина", "Юріївна", "member"),
        "Хмельницька",
        "Славутська",
        "community_head",
        "11.2020",
        64,
        "approved",
    ),
    Candidate(
        Person("member5", "Їжаченко", "Левко", "Тарасович", "member"),
        "Одеська",
        "Ізмаїльська",
        "community_head",
        "11.2020",
        52,
        "approved",
    ),
    Candidate(
        Person("refused", "Інший", "Денис", "Павлович", "was refused"),
        "Київська",
        "Бучанська",
        "other",
        "01.2019",
        40,
        "rejected",
    ),
    Candidate(
        Person("asked", "Запитаний", "Василь", "Олексійович", "was asked by the committee"),
        "Полтавська",
        "Миргородська",
        "mayor",
        "11.2015",
        6,
        "asked",
    ),
    Candidate(
        Person("candidate", "Кандидат", "Олена", "Сергіївна", "candidate, under review"),
        "Волинська",
        "Ковельська",
        "community_head",
        "11.2020",
        3,
        "review",
    ),
    Candidate(
        Person("draft", "Чернетка", "Юрій", "Іванович", "has an unfinished draft"),
        "Рівненська",
        "Дубенська",
        "community_head",
        "11.2020",
        1,
        "draft",
    ),
)
DELEGATE = Person("delegate", "Помічна", "Ірина", "Василівна", "delegate of member@")


@dataclass(frozen=True)
class Applicant:
    """An organisation that applies for partnership, and how far it went."""

    person: Person
    kind: str
    organisation: dict[str, str]
    sectors: tuple[str, ...]
    offer: str
    days: int
    outcome: str
    position: str = "Director"


APPLICANTS = (
    Applicant(
        Person("partner", "Партнерська", "Людмила", "Григорівна", "partner’s representative"),
        "enterprise",
        {
            "name_uk": "ТОВ «Демонстраційна енергія»",
            "name_en": "Demonstration Energy LLC",
            "edrpou": "32855961",
            "website": "https://energy.demo.example",
        },
        ("energy",),
        "Котельні на місцевому паливі: проєкт, обладнання, навчання персоналу.",
        60,
        "approved",
        position="Директорка",
    ),
    Applicant(
        Person("fund", "Sample", "Akiko", "", "fund, under review", language="en"),
        "fund",
        {"name_en": "Example Infrastructure Fund", "country": "JP", "website": ""},
        ("waterAndWaste", "transport"),
        "Long-term capital for water, waste and urban transport.",
        4,
        "review",
        position="Investment manager",
    ),
)


def everybody() -> list[Person]:
    """All accounts, in the order in which they are shown."""
    return [
        *STAFF,
        *(candidate.person for candidate in CANDIDATES),
        DELEGATE,
        *(applicant.person for applicant in APPLICANTS),
    ]
