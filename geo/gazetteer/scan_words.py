"""Words that texts hold far more often than any village of that name.

Knows plain English words that stand with a capital letter in news text, and common names and titles of the region's
people. Only installed gazetteers ask it: the bundled one has its own list with reasons
(`data/gazetteer/stop_names.csv`).
"""

from __future__ import annotations

_ENGLISH = """
about above across after again against agency air all also america american among and another any april are area army
around asia assembly at attack august authorities back base battle bay before being between big bin black blue board
border both bridge british brown building business but camp campaign can captain car case center central centre chief
china church city civil clash class clear colonel command commander committee congress council country court daily dam
data day dead deal death december defence defense department deputy desert despite director district doctor down dozens
during each early east eastern election embassy emergency end english europe european even every executive eyes family
farm february federal field fighters fighting figures fire first five following food for force forces foreign former
fort forward four france free friday from front full game garden gate general german good government governor great
green group gulf hand harbor head health her here high highway hill his home hope hospital hotel house how however
human hundreds ice in independent india indian information inside intelligence interior international iran iraq island
january july june just justice keep key king kingdom lake land large last late later law leader leaders left life light
like line little local long main major man many march market mason master may media meeting men mid middle militants
military mine minister ministry mission monday month moon more morning moscow most mother mount mountain much museum
nation national near new news next night nine nor north northern not november now october of off officer officials oil
old on one only open operation order other our out over palace panel park parliament part party pass peace people plan
plant point police pool port post power president press prime prison province provincial public rain red region regional
relief report republic residents rice right river road rock roots rose royal rule russia russian sand saturday school
sea second secretary security senate senior september service several shell ship shops shot side silver since sir site
six small soldiers some son south southern spring square staff star state states station still stone street strike
strong summer sun sunday support supreme table taliban tank team ten the their then there these they this those
thousands three through thursday time today top tower town trade training troops tuesday twelve twenty two under union
unit united university until upper valley village violence wall war washington water wednesday week well west western
what when where while white who why wild will wind winter witnesses wood work workers world year years yes yesterday
young your
"""

_PERSONS = """
abdul abdullah abas ahmad ahmadi ahmadzai akbar akhtar akhund ali amin amir amiri anwar arif asad aziz azizi babar badr
baradar bashir dad daud dost dostum fahim faisal faiz farid faruq fazl ghani ghulam gul habib hadi hafiz haidar haji
hakim hakimi halim hamid hamidi haqqani hasan hashim hashimi hassan hayat hekmatyar hotak hussain hussein ibrahim
ibrahimi ihsan imam iqbal ismail jabar jalal jalil jamal jan javed kabir kamal karim karimi karzai khalid khalil khalili
khan latif mahdi mahmud majid malik mansur massoud masud maulvi mawlawi mehdi mir mirza mohammad mohammadi mohaqiq
muhammad mujahid mullah murad musa mustafa nabi nadir naim najib naser nasir nazar nazari nik nur omar omari osman
qader qadir qari qasim rabbani rahim rahimi rahman rahmat rahmani rasul rashid reza sadiq safi salam saleh salim sami
sardar sayed sayyaf sayyid shah shahid sharif sher sherzai siddiq stanekzai stanikzai sultan taher tahir tariq umar
usman wahid wakil wali wardak yaqub yasin yusuf yusufi zaher zahir zaman ziaullah zia
"""

SCAN_WORDS = frozenset(f"{_ENGLISH} {_PERSONS}".split())
"""Folded words for which running text is never searched."""
