"""Who took, lost or holds which of several places, told across clauses: each text names all its changes and holdings.

A letter tells the action (seized, retaken, held, up: surrendered, vacated), a code the unit, the last word the taker.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 14)
_LETTERS = {"seized": "s", "retaken": "r", "held": "h", "surrendered": "u", "vacated": "v"}
_UNITS = {
    "AF-KDZ": "Kunduz",
    "AF-TAK": "Taloqan",
    "AF-SAM": "Aybak",
    "AF-FRA": "Farah",
    "AF-HER": "Herat",
    "AF-GHA": "Ghazni",
    "AF-NIM": "Zaranj",
    "AF-JOW": "Sheberghan",
}
_SIDES = {"taliban": "T", "government": "G", None: "-"}


def _told(text: str, *, title: str | None = None) -> set[str]:
    """What a text says to have changed hands, or to be held."""
    return {
        f"{_LETTERS[each.action.value]} {_UNITS.get(str(each.unit_id), each.place and each.place.name)} "
        f"{_SIDES.get(each.taker, each.taker)}"
        for each in read(text, DAY, title=title).events
        if each.assertion_mode is AssertionMode.ACTUAL and each.action is not None and each.action.value in _LETTERS
    }


def _expected(told: str) -> set[str]:
    return {each.strip() for each in told.split(",") if each.strip()}


CONTRASTS = [
    ("The Taliban took neither Kunduz nor Taloqan.", ""),
    ("The Taliban took both Kunduz and Taloqan.", "s Kunduz T, s Taloqan T"),
    ("The Taliban have been driven neither from Kunduz nor from Taloqan.", ""),
    ("The Taliban neither took Kunduz nor lost Taloqan.", ""),
    ("The Taliban took Aybak but neither Kunduz nor Taloqan.", "s Aybak T"),
    ("The Taliban took Aybak, but neither Kunduz nor Taloqan fell.", "s Aybak T"),
    ("Kunduz and not Taloqan fell to the Taliban on Friday.", "s Kunduz T"),
    ("Kunduz and now Taloqan fell to the Taliban on Friday.", "s Kunduz T, s Taloqan T"),
    ("The army and not the Taliban hold Kunduz.", "h Kunduz G"),
    ("The Taliban did not take Kunduz but Taloqan on Friday.", "s Taloqan T"),
    ("The Taliban did not only take Kunduz but Taloqan on Friday.", "s Kunduz T, s Taloqan T"),
    ("The army did not lose Kunduz but Taloqan to the Taliban.", "s Taloqan T"),
    ("The Taliban took Kunduz and possibly Taloqan.", "s Kunduz T"),
    ("The Taliban took Kunduz, Aybak and perhaps also Taloqan.", "s Kunduz T, s Aybak T"),
    ("The Taliban took Kunduz, Aybak and later Taloqan.", "s Kunduz T, s Aybak T, s Taloqan T"),
    ("Kunduz and nearly Taloqan fell to the Taliban.", "s Kunduz T"),
    ("Not all of Farah is in Taliban hands.", ""),
    ("All of Farah is in Taliban hands.", "h Farah T"),
]

TWO_SIDES = [
    ("Both the army and the Taliban claimed control of Ghazni on Thursday.", ""),
    ("Either the army or the Taliban control Ghazni.", ""),
    ("Both the Taliban and the army say they have taken Ghazni.", ""),
    ("The army and police say they hold Ghazni against the Taliban.", "h Ghazni G"),
    ("The Taliban and Haqqani fighters captured Ghazni.", "s Ghazni T"),
    ("The Taliban said they had captured Kunduz, but the army said it still held the city.", ""),
    ("The Taliban said they had captured Kunduz, but the army said it held Taloqan.", "s Kunduz T, h Taloqan G"),
]

PRONOUNS = [
    ("The army attacked the Taliban in Aybak on Thursday. They lost the city.", "s Aybak -"),
    ("The army attacked the Taliban in Aybak on Thursday. They took the city.", "s Aybak G"),
    ("Afghan troops fought the Taliban in Aybak on Thursday. They withdrew from the city on Friday.", ""),
    ("Afghan troops came under fire in Aybak on Thursday. They withdrew from the city on Friday.", "v Aybak -"),
    ("The Taliban drove the army from Ghazni on Thursday. It has since retaken the city.", "s Ghazni T, r Ghazni G"),
    ("The army says it killed 20 Taliban and they lost Kunduz.", "r Kunduz G"),
    ("The army says its men killed 20 Taliban and they took Kunduz.", "s Kunduz G"),
    ("The ministry says the army killed 20 Taliban and they lost Kunduz.", "s Kunduz -"),
    ("The Taliban attacked Kunduz and Taloqan on Friday. The two were captured.", "s Kunduz T, s Taloqan T"),
    ("The Taliban attacked Kunduz and Taloqan on Friday and took two soldiers. The two were captured.", ""),
    ("The Taliban attacked Kunduz and Taloqan on Friday and took two soldiers. They were captured.", ""),
    ("The Taliban attacked Kunduz, Taloqan and Aybak on Friday. Two fell.", ""),
]

GAPS = [
    ("The Taliban lost Farah to the army and the army Ghazni to the Taliban.", "r Farah G, s Ghazni T"),
    ("Farah is held by the Taliban and Ghazni by the army.", "h Farah T, h Ghazni G"),
    ("Farah is held by the Taliban and Ghazni by nobody.", "h Farah T, h Ghazni -"),
    ("Farah fell to the Taliban, Ghazni to them as well.", "s Farah T, s Ghazni T"),
    ("Farah was taken by the Taliban and Ghazni attacked.", "s Farah T"),
    ("Aybak fell on Monday, Farah may on Tuesday, Taliban commanders said.", "s Aybak T"),
    ("Aybak fell to the Taliban on Monday and Farah could tomorrow.", "s Aybak T"),
    ("With Farah lost and Herat holding, the Taliban turned to Zaranj.", "s Farah T"),
    ("The Taliban took all three: Aybak, Farah and Herat.", "s Aybak T, s Farah T, s Herat T"),
    ("Of the cities attacked by the Taliban, Aybak and Farah fell while Herat held out.", "s Aybak T, s Farah T"),
    ("Two of the districts in Kunduz, Imam Sahib and Khanabad, fell to the Taliban.", "s Imam Sahib T, s Khanabad T"),
    ("Two of the districts of Kunduz, Imam Sahib and Khanabad, fell to the Taliban.", "s Imam Sahib T, s Khanabad T"),
    ("Farah went from the army to the Taliban and back within days.", "s Farah T"),
    ("Unlike in 2018, the Taliban took Farah on Tuesday.", "s Farah T"),
]

SAID = [
    ("The army confirmed a Taliban claim to have captured Kunduz.", "s Kunduz T"),
    ("A Taliban claim to have captured Kunduz was confirmed by the ministry.", "s Kunduz T"),
    ("A Taliban claim to have captured Kunduz was rejected by the ministry.", ""),
    ("The Taliban say Kunduz has fallen; the army says it has not.", ""),
    ("The Taliban say Kunduz has fallen; the army says Taloqan has not.", "s Kunduz T"),
    ("The army says it has retaken Kunduz; the Taliban say it has not.", ""),
    ("Fears mount Kunduz has fallen to the Taliban.", ""),
    ("Fears are growing Kunduz has fallen to the Taliban.", ""),
    ("News spread Kunduz had fallen to the Taliban.", "s Kunduz T"),
    ("Doubts remain that Kunduz has fallen to the Taliban.", ""),
    ("Not true, the ministry said of reports that Kunduz had fallen to the Taliban.", ""),
    ("There is no truth to the claim that the Taliban seized Kunduz, officials said.", ""),
    ("There is no doubt that the Taliban seized Kunduz, officials said.", "s Kunduz T"),
    ("There was nothing to the report that the Taliban seized Kunduz.", ""),
    ("The Taliban did not, as they claim, seize Kunduz.", ""),
    ("The Taliban did, as they claim, seize Kunduz.", "s Kunduz T"),
    ("If, as the Taliban say, Farah has fallen, Herat is next.", ""),
    ("Farah, as the Taliban say, has fallen, and Herat is next.", "s Farah T"),
    ("The army would neither confirm nor deny that Farah fell to the Taliban.", ""),
    ("The army does not deny losing Farah to the Taliban.", "s Farah T"),
    ("The army denies losing Farah to the Taliban.", ""),
    ("The army declined to comment on the loss of Farah to the Taliban.", "s Farah T"),
    ("The army declined to comment on reports of the loss of Farah to the Taliban.", ""),
    ("Kunduz fell to the Taliban on Sunday and Taloqan is next, an officer predicted.", "s Kunduz T"),
    ("Kunduz will fall to the Taliban and Taloqan is next, an officer predicted.", ""),
    ("The governor was said to have surrendered Zaranj to the Taliban, which he denied.", ""),
    ("The governor surrendered Zaranj to the Taliban, which he regretted.", "u Zaranj T"),
]

GIVEN = [
    ("The Taliban gave Zaranj a new governor on Friday.", ""),
    ("The Taliban gave Zaranj to the army on Friday.", "r Zaranj G"),
    ("The Taliban gave the army Zaranj on Friday.", "r Zaranj G"),
    ("The Taliban were handed Zaranj on Friday.", "u Zaranj T"),
    ("The army left Farah in the hands of the Taliban on Friday.", "s Farah T"),
    ("The Taliban left Farah in ruins on Friday.", ""),
    ("The Taliban won Farah on Friday.", "s Farah T"),
    ("The Taliban won in Farah on Friday.", ""),
    ("The man who lost Ghazni to the Taliban was arrested.", "s Ghazni T"),
    ("The man who nearly lost Ghazni to the Taliban was arrested.", ""),
    ("The army lost its grip on Farah to the Taliban.", "s Farah T"),
    ("Farah is as good as lost to the Taliban, a soldier said.", ""),
    ("The Taliban's failed capture of Herat amused Kabul.", ""),
    ("The Taliban's third attempt to take Farah succeeded on Tuesday.", "s Farah T"),
    ("The Taliban's third attempt to take Farah failed on Tuesday.", ""),
    ("The army could not save Zaranj from falling to the Taliban on Friday.", "s Zaranj T"),
    ("The army saved Zaranj from falling to the Taliban on Friday.", ""),
    ("The fall of Zaranj to the Taliban on Friday could be followed by talks.", "s Zaranj T"),
    ("The fall of Zaranj to the Taliban would be followed by talks.", ""),
    ("The Taliban announced the capture of Aybak, which was later retaken by the army.", "s Aybak T, r Aybak G"),
    ("A day after the Taliban seized Ghazni, the army says it is back in control.", "s Ghazni T, r Ghazni G"),
    ("A day after the Taliban seized Ghazni, the army hopes to be back in control.", "s Ghazni T"),
    ("The 209th Corps lost Kunduz on Thursday, Afghan officials said.", "s Kunduz T"),
]

DOUBTED = [
    ("The fall of Kunduz to the Taliban, if true, would be a blow.", ""),
    ("If the reports are true, Kunduz has fallen to the Taliban.", ""),
    ("If the reports are late, Kunduz has fallen to the Taliban.", "s Kunduz T"),
    ("Every time Kunduz falls to the Taliban, people flee.", ""),
    ("The day Kunduz fell to the Taliban, people fled.", "s Kunduz T"),
    ("Kunduz is the only province without a district in Taliban hands.", ""),
    ("Kunduz is without power and in Taliban hands.", "h Kunduz T"),
    ("Kunduz was taken by the Taliban and Taloqan was to be next.", "s Kunduz T"),
    ("Kunduz was taken by the Taliban and Taloqan was too.", "s Kunduz T, s Taloqan T"),
    ("The army was ordered to surrender Kunduz to the Taliban and did so on Friday.", "u Kunduz T"),
    ("The army was ordered to surrender Kunduz to the Taliban but did not do so.", ""),
    ("The Taliban say they took Kunduz, but the army says otherwise.", ""),
    ("Officials contradicted residents who said the Taliban took Kunduz.", ""),
    ("Officials thanked residents who said the Taliban took Kunduz.", "s Kunduz T"),
    ("The army chose to surrender Kunduz to the Taliban.", "u Kunduz T"),
    ("The army chose not to surrender Kunduz to the Taliban.", ""),
    ("Reports of Kunduz's fall to the Taliban are exaggerated, the governor said.", ""),
    ("Reports of Kunduz's fall to the Taliban are accurate, the governor said.", "s Kunduz T"),
    ("Yesterday Kunduz fell to the Taliban, tomorrow Taloqan may.", "s Kunduz T"),
]

HEADLINES = [
    ("Taliban: we have taken Kunduz", "s Kunduz T"),
    ("Afghan army: we have retaken Kunduz", "r Kunduz G"),
    ("Govt loses Kunduz to Taliban", "s Kunduz T"),
    ("Kunduz lost to Taliban", "s Kunduz T"),
    ("Kunduz not lost to Taliban", ""),
    ("Kunduz lost 20 men to Taliban", ""),
    ("Kunduz: Taliban take city, army denies", ""),
    ("Taliban say Kunduz taken, govt denies", ""),
]


ASIDES = [
    ("The Taliban took, after heavy clashes, Kunduz and Taloqan.", "s Kunduz T, s Taloqan T"),
    ("The Taliban failed to take, despite heavy clashes, Kunduz.", ""),
    ("The Taliban managed to take, with hundreds of fighters, Kunduz.", "s Kunduz T"),
    ("The Taliban tried to take, with hundreds of fighters, Kunduz.", ""),
    ("The Taliban captured, officials said, Kunduz.", "s Kunduz T"),
    ("The Taliban captured, according to residents, the city of Kunduz.", "s Kunduz T"),
    ("The army lost, after heavy clashes, Kunduz to the Taliban.", "s Kunduz T"),
    ("The Taliban withdrew, after heavy clashes, Kunduz residents said.", ""),
    ("In Ghazni, Andar district was captured by the Taliban.", "s Andar T"),
    ("On Sunday, in Kunduz, Imam Sahib district fell to the Taliban.", "s Imam Sahib T"),
    ("In Ghazni, Andar and Qarabagh districts fell to the Taliban.", "s Andar T, s Qarabagh T"),
    ("In Ghazni, Andar district was not captured by the Taliban.", ""),
]

GOALS = [
    ("The Taliban did not do what they vowed to do: take Kunduz.", ""),
    ("The Taliban have not yet done what they vowed: seize Kunduz.", ""),
    ("The Taliban commander gave his men one order: take Kunduz.", ""),
    ("The Taliban did what they had vowed to do: they took Kunduz.", "s Kunduz T"),
    ("The Taliban have done it at last: Kunduz has fallen to them.", "s Kunduz T"),
    ("Kunduz, twice lost to the Taliban, is under siege.", ""),
    ("Kunduz, lost to the Taliban on Sunday, is burning.", "s Kunduz T"),
    ("Kunduz, twice captured by the Taliban since 2015, is under siege.", ""),
    ("Kunduz, captured by the Taliban this week, is under siege.", "s Kunduz T"),
]

TOLD_APART = [
    ("The army says its troops hold Kunduz, the Taliban that they took it on Sunday.", ""),
    ("The Taliban claim that they took Kunduz, the army that it still holds it.", ""),
    ("Officials say Kunduz is in government hands, the Taliban that it has fallen to them.", ""),
    ("The army said its men had left Kunduz, and the Taliban that they had taken it.", "s Kunduz T"),
    ("The army took Kunduz, the Taliban base that they had attacked.", "s Kunduz G"),
    ("The Taliban drove the army from Kunduz. It has since retaken the city.", "s Kunduz T, r Kunduz G"),
    ("The army was driven from Kunduz by the Taliban. It has since retaken the city.", "s Kunduz T, r Kunduz G"),
]


THOSE = [
    ("Two officers were in Taloqan and Kunduz. The two were captured by the Taliban on Sunday.", ""),
    ("Two Afghan reporters were in Taloqan and Kunduz. Both were captured by the Taliban.", ""),
    ("Three policemen guarded Taloqan, Kunduz and Aybak. All three were captured by the Taliban.", ""),
    ("Two brothers lived in Kunduz and Aybak. They were captured by the Taliban on Sunday.", ""),
    ("The Taliban fought for Taloqan and Kunduz. The two were captured on Sunday.", "s Taloqan T, s Kunduz T"),
    ("Two Afghan cities, Taloqan and Kunduz, were under siege. Both were captured.", "s Taloqan T, s Kunduz T"),
]

NAMES = [
    ("Another provincial capital fell to the Taliban on Monday. It was Aybak.", "s Aybak T"),
    ("Another provincial capital fell to the Taliban on Monday. Aybak is the sixth they have taken.", "s Aybak T"),
    ("Another provincial capital fell to the Taliban on Monday. Aybak is next, residents fear.", "s None T"),
    ("The Taliban captured a district in Ghazni. It was the district of Andar, in the east.", "s Andar T"),
    ("The Taliban failed to capture a district in Ghazni. It was Andar.", ""),
    ("The Taliban seized the Landi Kotal-Torkham crossing on Saturday.", "s Torkham T"),
    ("The Taliban seized the Torkham-Landi Kotal crossing on Saturday.", "s Torkham T"),
    ("The Taliban took the Islam Qala-Dogharoun crossing.", "s Islam Qala T"),
    ("The Taliban did not take the Islam Qala-Dogharoun crossing.", ""),
    ("Taliban-held Torkham was quiet.", ""),
]

DESCRIBED = [
    ("Herat and Ghazni, both captured on Thursday by the Taliban, are calm.", "s Herat T, s Ghazni T"),
    ("Herat and Ghazni, both held by the army, are calm, the Taliban said.", "h Herat G, h Ghazni G"),
    ("Herat and Ghazni, both threatened by the Taliban, are calm.", ""),
    ('"The Taliban have taken our city," a resident of Kunduz said by phone.', "s Kunduz T"),
    ('"The Taliban have not taken our city," a resident of Kunduz said by phone.', ""),
    ('"The Taliban have taken my village," a farmer from Kunduz said by phone.', ""),
    ("The army drove the Taliban out of Kunduz. They had held it for two years.", "r Kunduz G"),
    ("Andar district was retaken, officials in Ghazni said. The Taliban had seized it in May.", "r Andar G, s Andar T"),
]

EXCEPTIONS = [
    ("The Taliban hold all of Baghlan province.", "h Baghlan T"),
    ("The Taliban hold all of Baghlan province other than its capital.", ""),
    ("The Taliban hold all districts of Baghlan with the exception of Nahrin.", ""),
    ("The Taliban overran Baghlan province, leaving only its capital in government hands.", "h None G"),
    ("The Taliban overran Baghlan province, leaving only ruins.", "s Baghlan T"),
    ("With the exception of Nahrin, all of Baghlan is held by the Taliban.", ""),
]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *CONTRASTS,
        *TWO_SIDES,
        *PRONOUNS,
        *GAPS,
        *SAID,
        *GIVEN,
        *DOUBTED,
        *ASIDES,
        *GOALS,
        *TOLD_APART,
        *THOSE,
        *NAMES,
        *DESCRIBED,
        *EXCEPTIONS,
    ],
)
def test_each_place_changes_hands_as_its_own_clause_tells(text: str, told: str) -> None:
    """Nothing is taken that is only ruled out, feared or denied, and each side has what is told of it."""
    assert _told(text) == _expected(told)


@pytest.mark.parametrize(("title", "told"), HEADLINES)
def test_a_headline_tells_whose_a_place_is(title: str, told: str) -> None:
    """Its bare forms, and who speaks before a colon, are read as in a sentence."""
    assert _told("Residents of the city fled on Sunday, the Taliban and the army said.", title=title) == _expected(told)


def test_who_took_a_place_is_known_where_the_title_names_only_the_loss() -> None:
    """A title that only says what was lost takes the taker from the text that names him."""
    text = "Kandahar, Afghanistan's second-largest city, fell to the Taliban overnight, officials said."
    (event,) = read(text, date(2021, 8, 13), title="Kandahar lost in the southern heartland").events
    assert event.actor is not None
    assert (event.taker, event.actor.side) == ("taliban", "taliban")
