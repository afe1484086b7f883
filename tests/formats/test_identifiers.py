from types import ModuleType

import pytest

from extractor.errors import FormatError
from extractor.formats import Parsed, bic, iban, siren, siret, tva


@pytest.mark.parametrize(
    "text",
    [
        "73282932000074",
        "732 829 320 00074",
        "732.829.320.00074",
        "SIRET : 732829320 00074",
        "732 829 320 - NIC 00074",
        "732 829 320 NIC : 00074",
    ],
)
def test_siret_in_its_printed_styles(text: str) -> None:
    assert siret.parse(text) == Parsed("73282932000074", 1.0, True)


def test_siret_of_la_poste_has_its_own_rule() -> None:
    assert siret.parse("356 000 000 00048").checked
    assert siret.parse("356 000 000 49837").checked
    assert not siret.parse("356 000 000 49838").checked


def test_siret_read_badly_is_repaired_by_its_check_digit() -> None:
    assert siret.parse("7328Z9320OOO74") == Parsed("73282932000074", 0.6, True)
    # A capital B is mostly an 8, here a 3.
    assert siret.parse("7B282932000074") == Parsed("73282932000074", 0.9, True)


def test_fictitious_siret_is_kept_with_little_quality() -> None:
    assert siret.parse("12345678900014") == Parsed("12345678900014", 0.6, False)
    assert not siret.parse("00000000000000").checked


@pytest.mark.parametrize(
    "text", ["", "7328293200007", "732829320000745", "FACTURESPUBLIQ", "é" * 14]
)
def test_siret_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        siret.parse(text)


def test_siret_tells_its_siren_and_the_state() -> None:
    assert siret.siren_of("73282932000074") == "732829320"
    assert siret.is_state(siret.STATE)
    assert siret.is_valid(siret.STATE)
    assert not siret.is_state("73282932000074")


def test_siren() -> None:
    assert siren.parse("RCS 732 829 320") == Parsed("732829320", 1.0, True)
    assert siren.parse("732 829 321") == Parsed("732829321", 0.6, False)
    assert siren.is_public("110002011")
    assert siren.is_public("213105554")
    assert not siren.is_public("732829320")
    with pytest.raises(FormatError):
        siren.parse("732 829 32")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("FR 40 303 265 045", "FR40303265045"),
        ("fr40303265045", "FR40303265045"),
        ("TVA: FR40303265045", "FR40303265045"),
        ("FR 0J 303 265 045", "FR0J303265045"),
        ("BE 0428.759.497", "BE0428759497"),
        ("DE136695976", "DE136695976"),
        ("IT 00743110157", "IT00743110157"),
        ("EL 094259216", "EL094259216"),
        ("GB 980780684", "GB980780684"),
    ],
)
def test_vat_numbers_of_many_countries(text: str, value: str) -> None:
    assert tva.parse(text).value == value


def test_vat_number_with_an_alphanumeric_key_is_checked() -> None:
    assert tva.parse("FR K7 399 859 412") == Parsed("FRK7399859412", 1.0, True)


def test_vat_number_read_badly_is_repaired() -> None:
    assert tva.parse("FR4O3O3265045") == Parsed("FR40303265045", 0.8, True)


def test_vat_number_with_a_wrong_key_is_kept_with_little_quality() -> None:
    assert tva.parse("FR41303265045") == Parsed("FR41303265045", 0.6, False)
    assert tva.parse("DE136695977") == Parsed("DE136695977", 0.6, False)


@pytest.mark.parametrize("text", ["", "FR", "FR4030326504", "XX123456789", "DE12", "FACTURE12345"])
def test_vat_number_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        tva.parse(text)


def test_vat_number_tells_its_siren() -> None:
    assert tva.siren_of("FR40303265045") == "303265045"
    assert tva.siren_of("FR76000012345") is None
    assert tva.siren_of("DE136695976") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN: FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("BE68 5390 0754 7034", "BE68539007547034"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
    ],
)
def test_ibans_of_many_countries(text: str, value: str) -> None:
    assert iban.parse(text) == Parsed(value, 1.0, True)


def test_iban_read_badly_is_repaired_by_its_check_digits() -> None:
    assert iban.parse("FR14 2OO4 1010 05O5 0001 3M02 606").value == "FR1420041010050500013M02606"
    assert iban.parse("FR14 2004 1010 0505 OO01 3M02 606").checked


def test_iban_whose_rib_key_fails_is_told() -> None:
    # mod 97 holds, the RIB key (…190 for …189) does not.
    number = "FR4930006000011234567890190"
    assert iban.parse(number) == Parsed(number, 0.9, False)
    assert not iban.is_valid(number)
    assert not iban.has_rib_key(number)
    assert not iban.has_rib_key("FR49")


def test_iban_whose_check_digits_fail_is_kept_with_little_quality() -> None:
    assert iban.parse("FR75 3000 6000 0112 3456 7890 189") == Parsed(
        "FR7530006000011234567890189", 0.6, False
    )


@pytest.mark.parametrize(
    "text", ["", "FR76", "XX76 3000 6000 0112 3456 7890 189", "FR76" + "É" * 23]
)
def test_iban_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        iban.parse(text)


def test_bic() -> None:
    assert bic.parse("BNPAFRPP") == Parsed("BNPAFRPP", 1.0, False)
    assert bic.parse("BIC : BNPA FR PP XXX") == Parsed("BNPAFRPPXXX", 1.0, False)
    assert bic.parse("8NPAFRPP") == Parsed("BNPAFRPP", 0.9, False)
    assert bic.parse("Paiement").quality == 0.4
    assert bic.is_valid("BNPAFRPP")
    for text in ("", "FACTURES", "BNPAFRP", "BNPAXXPP"):
        with pytest.raises(FormatError):
            bic.parse(text)


@pytest.mark.parametrize("module", [bic, iban, siren, siret, tva])
def test_nothing_else_is_valid(module: ModuleType) -> None:
    for text in ("", "Facture", "12"):
        assert not module.is_valid(text)


def test_validated_numbers_of_the_countries_outside_the_union() -> None:
    assert tva.validate("GB 980 7806 84") == "GB980780684"
    assert tva.validate("CHE-107.787.577 IVA") == "CHE107787577IVA"
    assert tva.validate("NO 995 525 828 MVA") == "NO995525828MVA"
    assert tva.parse("NO 995 525 828 MVA").checked
