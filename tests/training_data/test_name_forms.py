from __future__ import annotations

from dataclasses import replace

from training_data.draw import Draw
from training_data.name_forms import other_forms
from training_data.parties import Party, draw_supplier


def party(kind: str, trade_name: str) -> Party:
    return replace(draw_supplier(Draw("x")), kind=kind, trade_name=trade_name)


def test_what_is_printed_elsewhere_and_without_legal_form_is_right_too() -> None:
    forms = other_forms(["Ets Roy S.A.S.", "ROY", "SARL Roy"], party("company", "ROY"))
    assert forms == ("ROY", "SARL Roy", "Ets Roy", "Roy")


def test_a_trader_is_right_without_the_trade() -> None:
    forms = other_forms(["Zoé Roy – Menuiserie EI"], party("sole_trader", "Zoé Roy"))
    assert forms == ("Zoé Roy – Menuiserie", "Zoé Roy")


def test_part_of_a_company_s_name_is_not_right() -> None:
    assert other_forms(["Roy Menuiserie"], party("company", "Roy")) == ()
    assert other_forms(["Maison SARLAT"], party("company", "Maison")) == ()
