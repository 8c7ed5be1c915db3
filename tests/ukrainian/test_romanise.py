import pytest

from mayorsclub.ukrainian.romanise import romanise

# The examples printed in the resolution's own table.
OFFICIAL = """
Алушта Alushta;Андрій Andrii;Борщагівка Borshchahivka;Борисенко Borysenko;Вінниця Vinnytsia;
Володимир Volodymyr;Гадяч Hadiach;Богдан Bohdan;Згурський Zghurskyi;Ґалаґан Galagan;
Ґорґани Gorgany;Донецьк Donetsk;Дмитро Dmytro;Рівне Rivne;Олег Oleh;Есмань Esman;
Єнакієве Yenakiieve;Гаєвич Haievych;Короп’є Koropie;Житомир Zhytomyr;Жанна Zhanna;
Жежелів Zhezheliv;Закарпаття Zakarpattia;Казимирчук Kazymyrchuk;Медвин Medvyn;
Михайленко Mykhailenko;Іванків Ivankiv;Іващенко Ivashchenko;Їжакевич Yizhakevych;
Кадиївка Kadyivka;Мар’їне Marine;Йосипівка Yosypivka;Стрий Stryi;Олексій Oleksii;Київ Kyiv;
Коваленко Kovalenko;Лебедин Lebedyn;Леонід Leonid;Миколаїв Mykolaiv;Маринич Marynych;
Ніжин Nizhyn;Наталія Nataliia;Одеса Odesa;Онищенко Onyshchenko;Полтава Poltava;Петро Petro;
Решетилівка Reshetylivka;Рибчинський Rybchynskyi;Суми Sumy;Соломія Solomiia;Тернопіль Ternopil;
Троць Trots;Ужгород Uzhhorod;Уляна Uliana;Фастів Fastiv;Філіпчук Filipchuk;Харків Kharkiv;
Христина Khrystyna;Біла_Церква Bila_Tserkva;Стеценко Stetsenko;Чернівці Chernivtsi;
Шевченко Shevchenko;Шостка Shostka;Кишеньки Kyshenky;Щербухи Shcherbukhy;Гоща Hoshcha;
Гаращенко Harashchenko;Юрій Yurii;Корюківка Koriukivka;Яготин Yahotyn;Ярошенко Yaroshenko;
Костянтин Kostiantyn;Знам’янка Znamianka;Феодосія Feodosiia;Згорани Zghorany;Розгон Rozghon;
Запоріжжя Zaporizhzhia
"""


@pytest.mark.parametrize("pair", [pair.split() for pair in OFFICIAL.replace("\n", "").split(";")])
def test_the_official_examples(pair):
    ukrainian, latin = (name.replace("_", " ") for name in pair)
    assert romanise(ukrainian) == latin


def test_any_apostrophe_is_dropped_and_look_alikes_are_read_as_meant():
    assert romanise("Знам'янка") == romanise("Знам`янка") == "Znamianka"
    assert romanise("Вiйтовецька") == "Viitovetska"


def test_each_word_of_a_double_name_begins_anew():
    assert romanise("Приклад-Ярий Єгор") == "Pryklad-Yaryi Yehor"


def test_capitals_stay_capitals_and_latin_stays():
    assert romanise("ЗГУРСЬКИЙ") == "ZGHURSKYI"
    assert romanise("John Smith") == "John Smith"
