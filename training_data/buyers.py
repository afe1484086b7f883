"""Invented buyers: public bodies, companies here and abroad, persons."""

from __future__ import annotations

import re

from training_data.draw import Draw
from training_data.identifiers import (
    STATE_SIRET,
    draw_bic,
    draw_foreign_vat_number,
    draw_iban,
    draw_siren,
    draw_siret,
    french_vat_number,
)
from training_data.lexicon import load_words
from training_data.parties import (
    FOREIGN_COUNTRIES,
    FOREIGN_FORMS,
    Party,
    draw_company_name,
)
from training_data.people import (
    domain_of,
    draw_complement,
    draw_person,
    draw_phone,
    draw_street,
    draw_town,
)


def _public_name(draw: Draw, kind: str, town: str) -> tuple[str, list[str]]:
    """A body's name and perhaps one of its services."""
    bodies, names = load_words("bodies"), load_words("names")
    body = draw.pick(bodies[kind])
    name = body["name"].format(
        town=town,
        TOWN=town.upper(),
        dept=draw.pick(names["departments"]),
        region=draw.pick(names["regions"]),
        surname=draw.pick(names["surnames"]),
        first=draw.pick(names["first_names"]),
        residence=draw.pick(bodies["residences"]),
        pays=draw.pick(bodies["pays"]),
    )
    name = re.sub(r"\b([Dd])e (?=[AEÉHIOUÂ])", r"\1'", name) if draw.chance(0.8) else name
    return name, [draw.pick(body["services"])] if draw.chance(0.65) else []


def draw_buyer(draw: Draw) -> Party:
    """An invented buyer: mostly a public body, else a company, at times foreign, or a person."""
    names = load_words("names")
    kind = draw.weigh({"local": 46, "state": 15, "company": 26, "person": 9, "foreign": 4})
    town = draw_town(draw)
    details: list[str] = []
    country = "FR"
    if kind in ("local", "state"):
        name, details = _public_name(draw, kind, town)
        siren = draw_siren(draw, "12" if kind == "state" else "2221")
    elif kind == "person":
        name = draw.pick(["", "M. ", "Mme ", "Monsieur ", "Madame ", "M ", "MME "])
        name += draw_person(draw)
        siren = draw_siren(draw, "89")
    else:
        siren = draw_siren(draw, "3456789")
        name, trade_name, _ = draw_company_name(draw, "company")
        if draw.chance(0.3):  # a sign of one word, as on a customer file
            name = draw.pick(names["invented"])
            name = draw.pick(["", "", "L'", "ETS "]) + draw.pick([name, name.upper()])
        if kind == "foreign":
            country = draw.pick(list(FOREIGN_COUNTRIES))
            name = f"{trade_name} {draw.pick(FOREIGN_FORMS[country])}"
    if kind != "person" and draw.chance(0.18):
        details.append(draw.pick(["À l'attention de ", "M. ", "Mme ", "", "A l'att. de "]))
        details[-1] += draw_person(draw)
    if draw.chance(0.25):
        name = name.upper()
    siret = STATE_SIRET if kind == "state" and draw.chance(0.92) else draw_siret(draw, siren)
    cedex = draw.pick([" CEDEX", " CEDEX 2", " Cedex 9"])
    if draw.chance(0.6):
        town = town.upper() + (cedex if country == "FR" and draw.chance(0.25) else "")
    number = french_vat_number(siret[:9])
    return Party(
        name=name,
        trade_name=name,
        legal_form="",
        kind=kind,
        details=tuple(details),
        street=draw_street(draw),
        complement=draw_complement(draw) if draw.chance(0.3) else "",
        postcode=draw.digits(4 if country in ("BE", "LU") else 5)
        if country != "FR"
        else f"{draw.randint(1000, 95999):05d}",
        town=town,
        country=FOREIGN_COUNTRIES.get(country, "France"),
        country_code=country,
        siren=siret[:9],
        siret=siret,
        vat_number=number if country == "FR" else draw_foreign_vat_number(draw, country),
        phone=draw_phone(draw, False),
        mobile=draw_phone(draw, True),
        email=f"{draw.pick(names['mailboxes'])}@{domain_of(name)[:14]}.{draw.pick(names['tlds'])}",
        web="",
        ape="8411Z",
        capital=0,
        registry="",
        iban=draw_iban(draw),
        bic=draw_bic(draw),
        bank="",
    )
