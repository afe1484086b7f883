from __future__ import annotations

import pytest
from stdnum import iban, luhn
from stdnum.fr import siret, tva

from training_data.buyers import draw_buyer
from training_data.draw import Draw
from training_data.identifiers import (
    draw_bic,
    draw_iban,
    draw_siren,
    draw_siret,
    french_vat_number,
    spoil,
)
from training_data.parties import draw_supplier


@pytest.mark.parametrize("seed", range(30))
def test_french_identifiers_hold(seed: int) -> None:
    draw = Draw(seed)
    siren = draw_siren(draw, "3456789")
    assert luhn.is_valid(siren)
    assert siret.is_valid(draw_siret(draw, siren))
    assert tva.is_valid(french_vat_number(siren))
    assert len(draw_bic(draw)) in (8, 11)


@pytest.mark.parametrize("country", ["FR", "DE", "BE", "ES", "IT", "LU"])
def test_ibans_hold(country: str) -> None:
    for seed in range(10):
        number = draw_iban(Draw(seed), country)
        assert iban.is_valid(number, check_country=False), number


def test_a_spoilt_code_keeps_its_shape() -> None:
    for seed in range(20):
        code = spoil(Draw(seed), "73282932000074")
        assert len(code) == 14
        assert code.isdigit()


def test_public_and_private_parties_are_told_by_their_first_digit() -> None:
    for seed in range(60):
        assert draw_supplier(Draw(seed)).siren[0] in "3456789"
        buyer = draw_buyer(Draw(seed))
        assert (buyer.siren[0] in "12") == (buyer.kind in ("state", "local"))
