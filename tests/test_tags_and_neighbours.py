"""Plain facts beside their nearest neighbours in sense: the tag and place of a text, and words that tell of nothing."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

TUESDAY = date(2019, 3, 19)


def told(text: str, published: date = TUESDAY) -> list[str]:
    """Tag and place of each event that a text tells as actual, in order: "siege @ Ghazni"."""
    return [
        f"{each.event_type} @ {each.place.name if each.place is not None else None}"
        for each in read(text, published).events
        if each.assertion_mode is AssertionMode.ACTUAL
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Afghan governor of Farah surrendered his seat in parliament on Monday.",
        "The Afghan governor of Farah lost her seat on Monday.",
        "The army staged a mock attack in Khost on Monday, an Afghan officer said.",
        "The army carried out simulated raids in Khost on Monday, an Afghan officer said.",
        "Afghan troops rehearsed a gun battle at a range in Khost on Monday.",
        "Afghan rescuers practised for an earthquake in Kabul on Monday.",
        "A documentary on the bombing of Herat was shown to Afghan students on Monday.",
        "An Afghan boy painted a picture of an air strike in Kunduz on Monday.",
        "What sounded like a blast in Herat on Monday was a lorry tyre, Afghan police said.",
        "Residents of Kabul mistook thunder for shelling on Monday, Afghan police said.",
        "The Afghan interior ministry dismissed as rumours reports of a blast in Herat on Monday.",
        "Kidnappings in Logar have doubled this year, Afghan police say.",
        "A rights group in Kabul said on Monday that arrests of Afghan journalists had risen.",
        "Roadside bombings in Helmand have fallen sharply since March, Afghan officials say.",
        "Taliban attacks on police posts in Zabul are up by half.",
        "The Afghan army lifted a curfew in Kunduz on Monday.",
        "The Taliban eased a curfew in Panjshir on Monday.",
        "Kabul's streets erupted in joy on Monday after the Afghan team won.",
        "The Afghan team shelled out 3,000 dollars for a coach in Kabul on Monday.",
        "The Afghan governor was ambushed by reporters in Herat on Monday.",
        "An Afghan bridegroom was kidnapped by his friends as a joke in Herat on Monday.",
        "Afghan butchers slaughtered three sheep in Bamyan on Monday.",
        "Afghan players were hanged out to dry in Kabul on Monday.",
        "The Afghan army in Kabul on Monday put captured Taliban weapons on show.",
        "Afghan shoppers struck a great deal in Kabul's market on Monday.",
    ],
)
def test_what_is_played_mistaken_counted_or_meant_otherwise_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The army staged an attack in Khost on Monday, an Afghan officer said.", ["armed_clash @ Khost"]),
        ("A blast was heard in Herat on Monday, Afghan police said.", ["bombing @ Herat"]),
        ("Rockets fell on Kabul on Monday, Afghan police said.", ["shelling @ Kabul"]),
        ("The Afghan army imposed a curfew in Kunduz on Monday.", ["state_of_emergency @ Kunduz"]),
        ("A judge was ambushed by gunmen in Herat on Monday, Afghan police said.", ["attack_on_civilians @ Herat"]),
        ("A women's rights activist was arrested by Afghan police in Takhar on Monday.", ["arrest @ Takhar"]),
        ("Women's rights activists were beaten by the Taliban in Takhar on Monday.", ["attack_on_civilians @ Takhar"]),
        (
            "A man who ordered an attack in Kabul was arrested in Khost on Monday, Afghan police said.",
            ["arrest @ Khost"],
        ),
        ("A suicide attack on a mosque in Kabul claimed 63 Afghan lives on Monday.", ["suicide_bombing @ Kabul"]),
        ("A rocket attack in Kabul claimed the lives of four Afghans on Monday.", ["shelling @ Kabul"]),
        ("Officials in Kabul said on Monday that nine Taliban had been arrested in Ghazni.", ["arrest @ Ghazni"]),
        ("Grenade hurled at Afghan music shop in Herat", ["grenade @ Herat"]),
        ("An MQ-9 fired two Hellfires at a Taliban vehicle in Achin district on Monday.", ["air_strike @ Acheen"]),
        ("A Taliban bomber blew up his vest at a gate in Gardez on Monday.", ["suicide_bombing @ Gardez"]),
        ("Afghan police found three mortar shells buried in Charikar on Monday.", []),
        ("Thousands fled Kunduz on Monday as the Taliban came near.", ["displacement @ Kunduz"]),
        ("Dozens abandoned houses in Faryab on Monday, Afghan officials said.", ["displacement @ Faryab"]),
        (
            "Some 900 people fled Kunduz on Monday and some 90 fled Ghazni, Afghan police said.",
            ["displacement @ Kunduz", "displacement @ Ghazni"],
        ),
        ("Thousands wounded in Afghan wars live in Kabul.", []),
        ("A landslide buried an Afghan village in Badakhshan on Monday.", ["natural_disaster @ Badakhshan"]),
        ("The Taliban killed two Afghan engineers in Logar on Monday.", ["attack_on_civilians @ Logar"]),
        ("The Taliban killed two army engineers in Logar on Monday.", ["armed_clash @ Logar"]),
        ("Two Afghan engineers were snatched by gunmen in Logar on Monday.", ["abduction @ Logar"]),
        ("British troops left Garmser on Monday, leaving the Afghan army in charge.", ["withdrawal @ Garmser"]),
        ("British troops pulled out of Garmser on Monday, Afghan police said.", ["withdrawal @ Garmser"]),
        (
            "A missile fired by an American drone killed four Taliban in Chaparhar on Monday.",
            ["air_strike @ Chaparhar"],
        ),
        ("The Taliban have ringed Ghazni since Monday.", ["siege @ Ghazni"]),
        ("Kunduz is ringed by hills, an Afghan guide said on Monday.", []),
        ("A Taliban siege of Kunduz entered its third day on Monday.", ["siege @ Kunduz"]),
        ("The siege of Kunduz was recalled by Afghan veterans on Monday.", []),
        ("Afghan troops sent to Helmand", ["group_change @ Helmand"]),
        ("Afghan aid sent to Helmand", []),
        ("Afghan troops fanned out across Farah province on Monday in pursuit of the Taliban.", ["offensive @ Farah"]),
        ("Afghan doctors fanned out across Farah province on Monday in a drive against polio.", []),
        ("Kabul hosted the Iranian foreign minister on Monday.", ["diplomatic_visit @ Kabul"]),
        ("Kabul hosted an Afghan film festival on Monday.", []),
        ("The Taliban vowed on Monday to attack voters.", ["warning @ None"]),
        ("The Afghan government vowed on Monday to attack poverty.", []),
        ("Nine Taliban were led away in handcuffs in Kunduz on Monday.", ["arrest @ Kunduz"]),
        ("Afghan and Pakistani ministers met in Islamabad on Monday.", ["talks @ Islamabad"]),
        ("The Afghan minister marched to the podium in Kabul on Monday.", []),
        ("Afghan drivers were taken hostage by high fuel prices in Kabul on Monday.", []),
        ("Four hundred Taliban broke out of a jail in Kandahar on Monday.", ["prisoners_freed @ Kandahar"]),
        ("The Taliban turned loose 20 policemen in Farah on Monday.", ["prisoners_freed @ Farah"]),
    ],
)
def test_the_plain_fact_beside_it_is_told_with_its_place(text: str, events: list[str]) -> None:
    assert told(text) == events
