import pytest

from mayorsclub.territories.domain.english import english_name, is_namesake
from mayorsclub.territories.models import Category


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("Славутицька", "Славутич"),
        ("Тростянецька", "Тростянець"),
        ("Білоцерківська", "Біла Церква"),
        ("Криворізька", "Кривий Ріг"),
        ("Луцька", "Луцьк"),
        ("Вараська", "Вараш"),
        ("Часовоярська", "Часів Яр"),
        ("Стрийський", "Стрий"),
        ("П’ятихатська", "П’ятихатки"),
        ("Івано-Франківська", "Івано-Франківськ"),
    ],
)
def test_a_namesake_is_recognised(adjective, noun):
    assert is_namesake(adjective, noun)


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("Пристолична", "Щасливе"),
        ("Золочівська", "Гнідин"),
        ("Поліська", "Красятичі"),
        ("Борщагівська", "Петропавлівська Борщагівка"),
        ("Красногвардійська", "Курман"),
    ],
)
def test_another_name_is_no_namesake(adjective, noun):
    assert not is_namesake(adjective, noun)


def test_english_names():
    assert english_name("Львівська", Category.OBLAST) == "Lviv Oblast"
    assert english_name("Славутицька", Category.HROMADA, ["Славутич"]) == "Slavutych hromada"
    assert english_name("Пристолична", Category.HROMADA, ["Щасливе"]) == "Prystolychna hromada"
    assert english_name("Стрийський", Category.RAION, ["Стрий", "Моршин"]) == "Stryi raion"
    assert english_name("Згурівка", Category.RURAL_SETTLEMENT) == "Zghurivka"
