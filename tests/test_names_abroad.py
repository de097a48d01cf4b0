"""Afghan names abroad pin nothing in Afghanistan, and the same names at home are found: sixty sentences of each."""

from __future__ import annotations

import pytest

from tests.reading import read

ABROAD = """
Protesters in Jalal-Abad blocked the road to Osh, Kyrgyz media reported.
A court in Jalalabad, Kyrgyzstan, jailed two men for theft.
Fighters captured Jalalabad in Kyrgyzstan on Sunday, officials said.
A bus overturned near Jalalabad in Punjab, killing nine pilgrims.
Floods cut off Faizabad in Uttar Pradesh for a third day.
Police in Faizabad, India, said a tiger had been seen.
Farmers marched through Asadabad in Iran over water.
The skiers return to the Kandahar downhill this weekend.
He won the Kandahar race in Chamonix, France, in 1951.
Mo Farah won the race in London.
Farah Fawcett was born in Corpus Christi, Texas.
Archaeologists found flints in the Ghor in Jordan.
Bananas grow in the Ghor, a valley in Jordan.
Prospectors drilled for oil at Mazar in Xinjiang, China.
A truck crashed at Mazar on the road to Tibet.
A shrine at Balkh in Tajikistan was restored.
The khan of Balkh, a character in the film, is played by a Briton.
A mosque in Baghlan in Iran was reopened.
Troops left the village of Kunduz in Turkey in 1922.
The restaurant Kunduz in Hamburg, Germany, has closed.
The Herat carpet was sold in New York for a million dollars.
The painting hangs beside a rug called Herat.
Gunmen attacked a bank in Qalat in Balochistan.
Miners in Kalat, Pakistan, went on strike.
A quake shook Kalat in Balochistan on Monday.
A bridge at Khost in Iraq was washed away.
Chaman and Zhob in Balochistan were without power.
The village of Nawa in Syria was shelled by the army.
Rebels in Nawa, Syria, handed in their guns.
Shells fell on Andar in Syria.
The Sangin cafe in Berlin, Germany, serves tea.
Rock climbers gathered at Bamyan, a crag in Spain.
A dam near Zaranj in Iran was finished.
Fishermen of Nimroz in Iran mended their nets.
Mahmud of Ghazni invaded India in the year 1001.
The sultan of Ghazni is a figure in the novel.
A school in Gulistan in Tajikistan burned down.
The city council of Guliston met in Uzbekistan over Gulistan.
Traffic jams in Gulistan, a quarter of Karachi, grew worse.
A market in Dhaka burned.
Sarobi in Pakistan celebrated its first girls' school.
Refugees from Syria reached the camp of Shahrak in Iran.
The temple of Surkh in India is famous.
A volcano named Samangan was drawn for the game.
A ship called Helmand docked in Rotterdam, Netherlands.
The horse Kunar came second at Ascot, England.
The band Nangarhar plays in Oslo, Norway, tonight.
The novel Panjshir won a prize in Paris, France.
The perfume Paktia is sold in Dubai.
Wardak is the surname of a singer in Toronto, Canada.
The singer Parwan gave a concert in Mumbai, India.
Zabul street in Tehran, Iran, was closed for repairs.
The Logar lamb dish is on the menu in London.
An asteroid was named Kapisa by astronomers in Chile.
The Takhar archive was moved to Moscow, Russia.
The yacht Faryab sank off Malta.
The poet of Kandahar is taught at schools in Pakistan.
The court in Ghazni Road, Bandra, India, adjourned.
A cricketer named Zadran joined a club in Australia.
The dog Laghman won at a show in Vienna, Austria.
"""
HOME = """
Jalalabad: Afghan police in Jalalabad arrested two men.: AF-NAN
Jalalabad: A bomb went off in Jalalabad city, the Afghan government said.: AF-NAN
Jalalabad: Taliban fighters entered Jalalabad in Nangarhar on Sunday.: AF-NAN
Faizabad: The Taliban shelled Faizabad in Badakhshan.: AF-BDS
Faizabad: Afghan troops hold Faizabad, the capital of Badakhshan.: AF-BDS
Asadabad: The Taliban fired rockets at Asadabad in Kunar.: AF-KNR
Kandahar: The Taliban took Kandahar on Friday.: AF-KAN
Kandahar: Afghan commandos fought in the city of Kandahar.: AF-KAN
Kandahar: Kandahar province in southern Afghanistan is calm.: AF-KAN
Farah: Taliban fighters are inside Farah city.: AF-FRA
Farah: The Afghan army left Farah.: AF-FRA
Ghor: The Taliban closed schools in Ghor.: AF-GHO
Ghor: Ghor province in Afghanistan saw heavy snow.: AF-GHO
Mazar: The Taliban marched on Mazar, the capital of Balkh.: AF-BAL
Mazar-i-Sharif: Afghan officials fled Mazar-i-Sharif.: AF-BAL
Balkh: The Taliban fought police in Balkh.: AF-BAL
Balkh: Balkh district of Balkh province fell to the Taliban.: AF-BAL
Baghlan: The Taliban attacked posts in Baghlan.: AF-BGL
Baghlan: Baghlan province in Afghanistan was flooded.: AF-BGL
Kunduz: Insurgents attacked Kunduz on Sunday.: AF-KDZ
Kunduz: The Taliban seized Kunduz city.: AF-KDZ
Herat: Afghan traders in Herat shut their shops.: AF-HER
Herat: Militants fired on soldiers in Herat.: AF-HER
Qalat: The Taliban took Qalat, the capital of Zabul.: AF-ZAB
Qalat: Afghan forces surrendered Qalat city.: AF-ZAB
Khost: A drone struck Khost province in Afghanistan.: AF-KHO
Khost: The Taliban patrol Khost.: AF-KHO
Nawa: The Taliban overran Nawa district of Ghazni province.: AF-GHA
Nawa: Marines cleared Nawa district in Helmand, ISAF said.: AF-HEL
Andar: The Taliban took Andar district in Ghazni.: AF-GHA
Sangin: Afghan soldiers left Sangin.: AF-HEL
Sangin: Sangin district of Helmand province fell to insurgents.: AF-HEL
Bamyan: The Taliban took Bamyan in central Afghanistan.: AF-BAM
Zaranj: Zaranj, the capital of Nimroz, fell to the Taliban.: AF-NIM
Zaranj: Insurgents seized Zaranj on Friday.: AF-NIM
Nimroz: Afghan smugglers cross the desert of Nimroz.: AF-NIM
Ghazni: Taliban fighters blocked the road to Ghazni.: AF-GHA
Ghazni: Ghazni city was captured by the Taliban.: AF-GHA
Gulistan: The Taliban hold Gulistan district in Farah.: AF-FRA
Sarobi: A NATO convoy was hit in Sarobi district of Kabul province, Afghan police said.: AF-KAB
Shahrak: The Taliban took Shahrak district in Ghor.: AF-GHO
Samangan: The Taliban took posts in Samangan.: AF-SAM
Helmand: British troops in Helmand left Afghanistan.: AF-HEL
Kunar: ISAF bombed a valley in Kunar.: AF-KNR
Nangarhar: The Taliban fought rivals in Nangarhar.: AF-NAN
Panjshir: The Taliban entered Panjshir.: AF-PAN
Paktia: Afghan elders met in Paktia.: AF-PIA
Wardak: The Taliban shot down a helicopter in Wardak.: AF-WAR
Parwan: Afghan police searched cars in Parwan.: AF-PAR
Zabul: The Taliban hold most of Zabul.: AF-ZAB
Logar: A bomb killed Afghan police in Logar.: AF-LOG
Kapisa: French soldiers left Kapisa for Kabul.: AF-KAP
Takhar: The Taliban took Taloqan in Takhar.: AF-TAK
Faryab: Fighting went on in Faryab, the Afghan army said.: AF-FYB
Laghman: The Taliban took a base in Laghman.: AF-LAG
Paktika: A raid in Paktika killed a Haqqani leader.: AF-PKA
Uruzgan: Dutch troops left Uruzgan, Afghan officials said.: AF-URU
Sheberghan: The Taliban took Sheberghan, the capital of Jowzjan.: AF-JOW
Gardez: The Taliban surround Gardez.: AF-PIA
Maymana: Afghan soldiers hold Maymana.: AF-FYB
"""
FOREIGN = [line for line in ABROAD.splitlines() if line]
AFGHAN = [tuple(part.strip() for part in line.split(": ")) for line in HOME.splitlines() if line]


def test_there_are_sixty_of_each() -> None:
    """No sentence was lost on the way."""
    assert (len(FOREIGN), len(AFGHAN)) == (60, 60)


@pytest.mark.parametrize("text", FOREIGN)
def test_an_afghan_name_abroad_pins_nothing_in_afghanistan(text: str) -> None:
    """No mention, no focus and no event of the text lies in Afghanistan."""
    found = read(text)
    placed = [answer.place for answer in found.resolutions] + [event.place for event in found.events]
    assert [place.name for place in placed if place is not None and place.country_code == "AF"] == []


@pytest.mark.parametrize(("name", "text", "code"), AFGHAN)
def test_the_same_name_at_home_is_found(name: str, text: str, code: str) -> None:
    """The name lies in its province, and nothing of the text lies in another."""
    found = read(text if text.endswith(".") else text + ".").resolutions
    places = {answer.mention.surface: answer.place for answer in found}
    place = places[name]
    assert place is not None
    assert place.iso_3166_2 == code


@pytest.mark.parametrize(("name", "code"), [("Kunduz", "AF-KDZ"), ("Lashkar Gah", "AF-HEL"), ("Kandahar", "AF-KAN")])
@pytest.mark.parametrize(
    "told", ["fell on Friday", "has been lost", "was won back", "was abandoned", "is in rebel hands"]
)
def test_a_headline_of_ground_that_changes_hands_needs_no_other_afghan_word(name: str, code: str, told: str) -> None:
    """A capital that nothing abroad rivals is placed where all that the text says is that it fell."""
    (answer,) = read(f"{name} {told}.").resolutions
    assert answer.place is not None
    assert answer.place.iso_3166_2 == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Protesters blocked a road in Nangarhar on Sunday.", "AF-NAN"),
        ("Opium worth a fortune was found near Spin Boldak on Sunday.", "AF-KAN"),
        ("Elders met the commandos at Torkham.", "AF-NAN"),
        ("Aid workers were kidnapped in Takhar. One escaped.", "AF-TAK"),
        ("Pakistan closed the crossing at Torkham to refugees.", "AF-NAN"),
        ("A poet was born in Nangarhar on Sunday.", "AF-NAN"),
        ("Dostum spoke in Maymana.", "AF-FYB"),
        ("The dam in Kajaki was quiet, UNAMA said.", "AF-HEL"),
    ],
)
def test_a_name_that_nothing_abroad_bears_is_placed_behind_a_word_of_place(text: str, code: str) -> None:
    """A province, district or crossing, if nothing abroad is named, or but a country that does not hold it."""
    found = [each.place.iso_3166_2 for each in read(text).resolutions if each.place is not None]
    assert code in found


@pytest.mark.parametrize(
    "text",
    [
        "Nangarhar elders were seen on a stage.",
        "Protesters blocked a road in Jalal-Abad.",
        "Protesters in Nangarhar, a suburb of Lahore, went home.",
        "Police were seen in Andar.",
        "Police were seen in Nangarhar in Pakistan.",
        "A poet of Pakistan was born in Nangarhar.",
    ],
)
def test_other_names_are_not_placed_by_a_word_of_place(text: str) -> None:
    """Not without it, with a short name, beside a place abroad, or without unrest beside a country."""
    assert not [each for each in read(text).resolutions if each.place is not None and each.place.country_code == "AF"]


@pytest.mark.parametrize("text", ["Kandahar won the ski race.", "Taloqan was quiet.", "Jalalabad fell silent at noon."])
def test_an_afghan_name_that_is_not_placed_is_named(text: str) -> None:
    """Where nothing says Afghanistan, the name gets no place and a problem that quotes it."""
    found = read(text)
    assert [answer.place for answer in found.resolutions] == [None]
    assert [
        f'"{text.split(maxsplit=1)[0]}" is a name in Afghanistan' in problem.message for problem in found.problems
    ] == [True]
