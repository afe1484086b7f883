from hypothesis import given
from hypothesis import strategies as st

from extractor.document import BoundingBox, Word
from extractor.pdf import agreement
from extractor.pdf.evidence import gather
from extractor.pdf.trust import judge
from tests.pdf.made_pages import LINES

WORDS = " ".join(LINES).split()


def placed(texts):
    return [
        Word(text, BoundingBox(0.1 * at, 0.1, 0.1 * at + 0.09, 0.12))
        for at, text in enumerate(texts)
    ]


def test_identifiers_alone_are_no_reason_to_doubt():
    assert judge(gather(["FR7630006000011234567890189", "12345678900012", "1 200,00"]))[0] == (
        "trusted"
    )


def test_mangled_numbers_are_doubtful_or_worse():
    mangled = [word.replace("0", "@").replace(",", "&") for word in WORDS * 3]
    assert judge(gather(mangled + ["1@2&3#4"] * 20))[0] in ("doubtful", "rejected")


def test_unknown_languages_are_doubtful_rather_than_rejected():
    words = ["Rechnung", "Zahlungsbedingungen", "Umsatzsteuer", "Gesamtbetrag", "Lieferung"]
    assert judge(gather(words * 3))[0] != "rejected"


def test_agreement_forgives_cutting_and_tells_gibberish():
    assert agreement(placed(["12", "345,67", "€"]), placed(["12345,67"])) == 1.0
    assert agreement(placed(WORDS[:8]), placed(["lmq", "zzx", "wvk"])) < 0.4
    assert agreement([], []) == 1.0
    assert agreement(placed(["Facture"]), []) == 0.0


@given(st.lists(st.text(max_size=12), max_size=30))
def test_counts_are_consistent_for_any_words(texts):
    evidence = gather(texts)
    assert evidence.known <= evidence.plausible <= evidence.lettered
    assert evidence.well_formed <= evidence.numeric <= evidence.words
    assert evidence.broken <= evidence.characters
    judge(evidence)
    judge(evidence, foreign=True)


def test_a_column_that_repeats_itself_is_no_reason_to_doubt():
    calls = ["28/05", "13:10:09", "017", "XX", "XX", "10", "11", "min", "34", "0,000"] * 30
    prose = ["Détail", "des", "communications", "incluses", "dans", "le", "forfait"]
    prose += ["TVA", "payée", "sur", "les", "débits"]
    assert judge(gather([*prose, *calls]))[0] == "trusted"
