"""The parties of an invoice; invented suppliers."""

from __future__ import annotations

from dataclasses import dataclass

from training_data.draw import Draw
from training_data.identifiers import (
    draw_bic,
    draw_foreign_vat_number,
    draw_iban,
    draw_siren,
    draw_siret,
    french_vat_number,
    spoil,
)
from training_data.lexicon import load_words
from training_data.people import domain_of, draw_complement, draw_phone, draw_street, draw_town
from training_data.signs import draw_sign

FOREIGN_COUNTRIES = {
    "DE": "Allemagne",
    "BE": "Belgique",
    "ES": "España",
    "IT": "Italia",
    "LU": "Luxembourg",
}
FOREIGN_FORMS = {
    "DE": ("GmbH", "AG", "GmbH & Co. KG"),
    "BE": ("SRL", "BV", "SA"),
    "ES": ("S.L.", "S.A."),
    "IT": ("S.r.l.", "S.p.A."),
    "LU": ("S.à r.l.", "S.A."),
}


# Of companies: those whose name has neither a trade nor a surname in it.
_PLAIN_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an invoice: names, address, identifiers.

    Attributes:
        name: as a header prints it.
        trade_name: a shorter or longer form that a logo or a footer prints.
        legal_form: SARL, SAS…; empty for a public body or a person.
        details: further lines between name and street (a service, an "attention of").
        kind: `company`, `sole_trader`, `association`, `state`, `local`, `person`,
            `foreign`.
    """

    name: str
    trade_name: str
    legal_form: str
    kind: str
    details: tuple[str, ...]
    street: str
    complement: str
    postcode: str
    town: str
    country: str
    country_code: str
    siren: str
    siret: str
    vat_number: str
    phone: str
    mobile: str
    email: str
    web: str
    ape: str
    capital: int
    registry: str
    iban: str
    bic: str
    bank: str

    @property
    def has_siret(self) -> bool:
        """Whether it is in the French register of establishments."""
        return self.kind not in ("person", "foreign")

    @property
    def postal_town(self) -> str:
        """Postcode and town on one line."""
        return f"{self.postcode} {self.town}"


def draw_company_name(draw: Draw, kind: str) -> tuple[str, str, str]:
    """Header name, trade name, legal form.

    Args:
        draw: the random source.
        kind: of `Party`.
    """
    names = load_words("names")
    surname = draw.pick(names["surnames"])
    trade = draw.pick(names["trades"])
    if kind == "sole_trader":
        if draw.chance(0.15):
            surname = f"{surname}-{draw.pick(names['surnames'])}"
        person = f"{draw.pick(names['first_names'])} {surname}"
        shown = draw.weigh(
            {
                person: 5,
                person.upper(): 1,
                f"{person} {trade}": 1,
                f"{person} EI": 1,
                f"{person} – {trade}": 1,
                f"{trade} {surname}": 1,
            }
        )
        return shown, person, draw.pick(names["sole_trader"])
    if kind == "association":
        shown = draw.pick(
            [
                f"Association {draw.pick(names['invented'])}",
                f"{draw.pick(names['clubs'])} {draw_town(draw)}",
                f"Comité d'animation de {draw_town(draw)}",
                f"{draw.pick(names['invented'])} Formation",
            ]
        )
        return shown, shown, "Association loi 1901"
    form = draw.weigh(names["legal_forms"])
    if draw.chance(_PLAIN_SHARE):
        return _plain_names(draw, form)
    base = draw.weigh(
        {
            f"{surname} {trade}": 4,
            f"{trade} {surname}": 2,
            f"{draw.pick(names['invented'])}": 5,
            f"{draw.pick(names['invented'])} {trade}": 4,
            f"Établissements {surname}": 2,
            f"Ets {surname} et Fils": 1,
            f"{surname} & {draw.pick(names['surnames'])}": 1,
            f"{draw.pick(names['first_names'])} {surname} {trade}": 1,
            f"{trade} de {draw_town(draw)}": 1,
            f"Atelier {surname}": 1,
            f"Groupe {surname}": 1,
            f"Cabinet {surname}": 1,
            f"La Maison {draw.pick(['du Livre', 'du Bois', 'des Outils', 'Verte'])}": 1,
            f"{surname} Frères": 1,
            f"{draw.fill('@@@')} {trade}": 1,
            f"{draw.pick(names['houses'])} {draw.pick(names['house_tails'])} de {trade}": 1,
        }
    )
    shown = draw.weigh({base: 5, f"{form} {base}": 3, f"{base} {form}": 3})
    if draw.chance(0.3):
        shown = shown.upper()
    return shown, draw.weigh({base: 3, base.upper(): 2, shown: 2}), form


def _plain_names(draw: Draw, form: str) -> tuple[str, str, str]:
    """Names that only their place tells: header name, trade name, legal form."""
    base = draw_sign(draw)
    shown = draw.weigh({base: 8, f"{form} {base}": 1, f"{base} {form}": 2})
    if draw.chance(0.25):
        shown = shown.upper()
    return shown, draw.weigh({base: 4, base.upper(): 1, shown: 2}), form


def draw_supplier(draw: Draw, *, country: str = "FR") -> Party:
    """An invented supplier; abroad for another `country`."""
    names = load_words("names")
    kind = (
        "company"
        if country != "FR"
        else draw.weigh({"company": 8, "sole_trader": 2, "association": 0.7})
    )
    name, trade_name, form = draw_company_name(draw, kind)
    if draw.chance(0.08):  # a sign over the shop that is not the company's name
        trade_name = " ".join(draw.sample(names["invented"], draw.pick([1, 1, 2])))
    siren = draw_siren(draw, "3456789")
    siret = draw_siret(draw, siren)
    vat_number = french_vat_number(siren)
    if draw.chance(0.04):
        siret = spoil(draw, siret)
    if draw.chance(0.04):
        vat_number = vat_number[:2] + draw.digits(2) + vat_number[4:]
    if country != "FR":
        vat_number = draw_foreign_vat_number(draw, country)
        form = draw.pick(FOREIGN_FORMS[country])
        name = f"{trade_name} {form}"
    town = draw_town(draw)
    domain = (
        (domain_of(trade_name)[: draw.randint(8, 18)] or "societe") + "." + draw.pick(names["tlds"])
    )
    iban = draw_iban(draw, country)
    return Party(
        name=name,
        trade_name=trade_name,
        legal_form=form,
        kind=kind,
        details=(),
        street=draw_street(draw),
        complement=draw_complement(draw) if draw.chance(0.25) else "",
        postcode=draw.digits(5 if country != "BE" else 4)
        if country != "FR"
        else f"{draw.randint(1000, 95999):05d}",
        town=town.upper() if draw.chance(0.5) else town,
        country=FOREIGN_COUNTRIES.get(country, "France"),
        country_code=country,
        siren=siren,
        siret=siret,
        vat_number=vat_number,
        phone=draw_phone(draw, False),
        mobile=draw_phone(draw, True),
        email=f"{draw.pick(names['mailboxes'])}@{domain}",
        web=f"{draw.pick(['www.', 'www.', 'https://www.', ''])}{domain}",
        ape=draw.pick(names["apes"]),
        capital=draw.pick(
            [
                1000,
                2000,
                5000,
                7622,
                8000,
                10000,
                15000,
                37000,
                40000,
                50000,
                100000,
                152450,
                250000,
                1200000,
            ]
        ),
        registry=draw_town(draw),
        iban=iban if draw.chance(0.97) else spoil(draw, iban),
        bic=draw_bic(draw, country),
        bank=draw.pick(names["banks"]),
    )
