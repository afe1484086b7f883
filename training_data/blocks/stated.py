"""The facts as marked values, each without a layout, under words of the document's kind.

Structure programs with a wording of their own take the facts from here rather than from the blocks,
which have wordings and an order that all their documents share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from training_data.blocks.item_cells import vat_code
from training_data.blocks.titles import number_concept
from training_data.lexicon import load_words
from training_data.pieces import Pieces, Tag, tag
from training_data.printing import format_day
from training_data.sheet import Entry, Sheet

Words = Mapping[str, Sequence[str]]

_CREDIT_WORDS = ("Avoir", "AVOIR", "Facture d'avoir", "Note de crédit", "FACTURE AVOIR")
_CREDIT_NUMBERS = ("Avoir n°", "N° d'avoir", "Numéro de l'avoir", "N° avoir", "AVOIR N°")
_UNMARKED = ("subject", "seller")
_FRAMEWORKS = {
    "A1": "Facture fournisseur",
    "A2": "Facture déjà payée",
    "A9": "Sous-traitant",
    "A12": "Cotraitant",
}


def words_of(kind: str) -> Words:
    """The words of a kind of document, out of `hand_made.yaml`."""
    words: Words = load_words("hand_made")[kind]
    return words


def joined(lines: Sequence[Pieces], glue: str) -> Pieces:
    """The lines as one, parted by the glue.

    >>> joined([("a", "b"), ("c",)], " - ")
    ('a', 'b', ' - ', 'c')
    """
    out: list[str | Tag] = []
    for line in lines:
        out += [glue, *line] if out else line
    return tuple(out)


def word(sheet: Sheet, kind: str, concept: str) -> str:
    """The document's word for a concept, out of those of its kind where they have any."""
    words = words_of(kind)
    if concept == "invoice_number" and sheet.invoice.document_type != "invoice":
        if sheet.invoice.document_type == "other":
            return sheet.label(number_concept(sheet))
        words = {concept: _CREDIT_NUMBERS}
    if concept not in words:
        return sheet.label(concept)
    key = f"stated_{concept}"
    if key not in sheet.words:
        sheet.words[key] = sheet.cased(sheet.draw.pick(words[concept]))
    return sheet.words[key]


def kind_word(sheet: Sheet, words: Sequence[str]) -> Tag:
    """The document's kind, such as `Facture`: the caller's words if it is an invoice."""
    invoice = sheet.invoice
    if invoice.document_type == "invoice":
        shown = sheet.draw.pick(words)
    elif invoice.document_type == "credit_note":
        shown = sheet.draw.pick(_CREDIT_WORDS)
    else:
        shown = sheet.label(invoice.title_concept)
    return tag(shown, "document_type", value=invoice.document_type, breakable=True)


def siret_of(sheet: Sheet, *, buyer: bool = False) -> Pieces:
    """A party's SIRET; nothing if it has none."""
    party = sheet.invoice.buyer if buyer else sheet.invoice.supplier
    if not party.has_siret or party.country_code != "FR":
        return ()
    key = "buyer_siret" if buyer else "supplier_siret"
    return (tag(sheet.printing.siret(party.siret), key, value=party.siret),)


def vat_number_of(sheet: Sheet, *, buyer: bool = False) -> Pieces:
    """A party's VAT number."""
    party = sheet.invoice.buyer if buyer else sheet.invoice.supplier
    if buyer and party.kind == "person":
        return ()
    key = "buyer_vat_number" if buyer else "supplier_vat_number"
    return (tag(sheet.printing.vat_number(party.vat_number), key, value=party.vat_number),)


def iban_of(sheet: Sheet) -> Pieces:
    """The supplier's IBAN."""
    supplier = sheet.invoice.supplier
    return (tag(sheet.printing.iban(supplier.iban), "supplier_iban", value=supplier.iban),)


def bic_of(sheet: Sheet) -> Pieces:
    """The supplier's BIC."""
    return (tag(sheet.invoice.supplier.bic, "supplier_bic"),)


def means_of(sheet: Sheet) -> Pieces:
    """The means of payment in a word or two; nothing on a credit note."""
    invoice = sheet.invoice
    if invoice.document_type == "credit_note":
        return ()
    shown = sheet.phrase("payment_means", invoice.means)
    return (tag(shown, "payment_means", value=invoice.means, breakable=True),)


def value_of(sheet: Sheet, concept: str) -> Pieces:
    """The value of a reference, a date or the like; nothing if the document has none.

    Args:
        sheet: the document.
        concept: a number or date of the invoice's, `buyer_siret`, `payment_means`, `period`…
    """
    draw, invoice = sheet.draw, sheet.invoice
    if concept == "due_date" and invoice.document_type == "credit_note":
        return ()
    if concept in ("issue_date", "due_date", "delivery_date"):
        sheet.printed.add(concept)
        return sheet.day(invoice.dates[concept], concept)
    if concept in invoice.dates:
        return sheet.day(invoice.dates[concept])
    if concept in ("invoice_number", "engagement_number", "service_code", "contract_number"):
        return sheet.number(concept) if concept in invoice.numbers else ()
    if concept == "original_invoice_number":
        return sheet.number(concept) if concept in invoice.numbers else ()
    if concept in invoice.numbers:
        return (invoice.numbers[concept],)
    if concept == "period" and invoice.period:
        first, last = (format_day(day, sheet.printing.day_pattern) for day in invoice.period)
        return (draw.pick([f"du {first} au {last}", f"{first} - {last}", f"{first} au {last}"]),)
    if concept == "billing_framework" and invoice.framework:
        shown = tag(invoice.framework, concept)
        return (shown, f" - {_FRAMEWORKS[invoice.framework]}") if draw.chance(0.5) else (shown,)
    if concept in _UNMARKED:
        return (str(getattr(invoice, concept)),)
    made: dict[str, Callable[[], Pieces]] = {
        "buyer_siret": partial(siret_of, sheet, buyer=True),
        "buyer_vat_number": partial(vat_number_of, sheet, buyer=True),
        "supplier_siret": partial(siret_of, sheet),
        "vat_number": partial(vat_number_of, sheet),
        "payment_means": partial(means_of, sheet),
        "iban": partial(iban_of, sheet),
        "bic": partial(bic_of, sheet),
    }
    if concept == "payment_terms":
        return (sheet.fill(sheet.phrase("payment_terms")),)
    if concept == "buyer_contact":
        return (invoice.contact,)
    if concept == "currency":
        return (tag(draw.pick(["EUR", "Euro", "€"]), "currency", value="EUR"),)
    sheet.printed.add(concept)
    return made[concept]() if concept in made else ()


def entries_of(sheet: Sheet, kind: str, concepts: Sequence[str]) -> list[Entry]:
    """An entry for each concept that the document has, in the given order."""
    entries = []
    for concept in concepts:
        pieces = value_of(sheet, concept)
        if pieces:
            entries.append(Entry(word(sheet, kind, concept), pieces))
    return entries


def identity_lines(sheet: Sheet, kind: str) -> list[Pieces]:
    """The supplier's identifiers as they stand under a letterhead, each with its label."""
    draw, supplier, printing = sheet.draw, sheet.invoice.supplier, sheet.printing
    glue = draw.pick([" : ", " ", ": ", " n° "])
    if supplier.country_code != "FR":
        return [(word(sheet, kind, "vat_number"), glue, *vat_number_of(sheet))]
    lines: list[Pieces] = [(word(sheet, kind, "supplier_siret"), glue, *siret_of(sheet))]
    if draw.chance(0.2 if sheet.invoice.regime == "franchise" else 0.8):
        lines.append((word(sheet, kind, "vat_number"), glue, *vat_number_of(sheet)))
    siren = tag(printing.siren(supplier.siren), "supplier_siren", value=supplier.siren)
    if supplier.kind == "company" and draw.chance(0.4):
        lines.append(
            draw.pick(
                [
                    ("R.C.S. ", supplier.registry, " ", siren),
                    ("RCS : ", siren, f" {supplier.registry}"),
                    (f"Inscrite au RCS de {supplier.registry}, n° ", siren),
                ]
            )
        )
    elif supplier.kind == "sole_trader" and draw.chance(0.3):
        lines.append(
            draw.pick(
                [
                    (siren, f" RM {supplier.postcode[:2]}"),
                    ("Répertoire des métiers n° ", siren, f" RM {supplier.postcode[:2]}"),
                    ("N° Siren ", siren),
                ]
            )
        )
    if draw.chance(0.4):
        lines.append((draw.pick(["Code NAF ", "APE ", "APE : ", "N.A.F. ", "Code A.P.E. "]),))
        lines[-1] = (*lines[-1], supplier.ape)
    if supplier.kind == "company" and draw.chance(0.4):
        capital = f"{supplier.capital:,}".replace(",", draw.pick([" ", ".", ""]))
        unit = draw.pick(["€", "euros", "Euros", "EUR"])
        lines.append((f"{supplier.legal_form} au capital de {capital} {unit}",))
    return lines


class VatLine(NamedTuple):
    """A row of the recapitulation of the VAT; `gross` is of no field."""

    code: Pieces
    rate: Pieces
    base: Pieces
    amount: Pieces
    gross: Pieces


def vat_lines(sheet: Sheet, *, percent: bool = True) -> list[VatLine]:
    """The VAT by rate, and what is outside its scope in a row of no field.

    Args:
        sheet: the document.
        percent: rates have the sign even if the document has none elsewhere.
    """
    invoice, lines = sheet.invoice, []
    apart = invoice.totals.untaxed
    alone = len(invoice.vat_rows) == 1 and not apart and not invoice.totals.outside
    for n, row in enumerate(invoice.vat_rows):
        shown = sheet.printing.percent(row.rate)
        shown = shown if "%" in shown or not percent else f"{shown} %"
        base = (f"vat.{n}.base", *(("total_net",) if alone else ()))
        amount = (f"vat.{n}.amount", *(("total_vat",) if alone else ()))
        lines.append(
            VatLine(
                (vat_code(sheet, row.rate),),
                (tag(shown, f"vat.{n}.rate", value=f"{row.rate:.2f}"),),
                sheet.money(row.base, *base, line=True),
                sheet.money(row.amount, *amount, line=True),
                sheet.money(row.base + row.amount, line=True),
            )
        )
    if apart:
        zero, held = sheet.money(apart * 0, line=True), sheet.money(apart, line=True)
        said = sheet.draw.pick(["Exo.", "HT", "Non soumis", "Hors TVA"])
        lines.append(VatLine(("0",), (said,), held, zero, held))
    return lines
