"""How and by when to pay, as facts: entries and sentences, before anything is laid out."""

from __future__ import annotations

from typing import Protocol, TypeVar

from training_data.blocks.asides import dotted_iban, mandate_words
from training_data.pieces import Pieces, tag
from training_data.sheet import Entry, Sheet

_DUE_DAY = (" avant le ", " au plus tard le ", ", échéance le ")
_DEBIT_DAY = (" à partir du ", " le ", " à compter du ")
Part = TypeVar("Part")
Made = TypeVar("Made", covariant=True)


class Presenter(Protocol[Made]):
    """Lays out the parts of the payment's block; what a part is, is its own affair."""

    def sentence(self, pieces: Pieces, *, bold: bool = False) -> Made:
        """A sentence on its own."""
        ...

    def entries(self, entries: list[Entry], form: str) -> Made:
        """Labels with their values, in one of the forms of entries."""
        ...

    def rib(self) -> Made:
        """The bank account in the form of a RIB."""
        ...


def bank_entries(sheet: Sheet) -> list[Entry]:
    """IBAN, BIC, bank, holder."""
    draw, supplier, printing = sheet.draw, sheet.invoice.supplier, sheet.printing
    entries = [
        Entry(
            sheet.label("iban"),
            (tag(printing.iban(supplier.iban), "supplier_iban", value=supplier.iban),),
        )
    ]
    if draw.chance(0.12):  # the BIC behind the IBAN, without a label of its own
        glue = draw.pick([" – ", " - ", " · ", " / ", "  ", " ", ", "])
        joint = (*entries[0].pieces, glue, tag(supplier.bic, "supplier_bic"))
        entries[0] = Entry(entries[0].label, joint)
    elif draw.chance(0.8):
        entries.append(Entry(sheet.label("bic"), (tag(supplier.bic, "supplier_bic"),)))
    if draw.chance(0.35):
        entries.insert(0, Entry(sheet.label("bank"), (supplier.bank,)))
    if draw.chance(0.25):
        entries.insert(
            0, Entry(sheet.label("holder"), (tag(supplier.name, "supplier_name", breakable=True),))
        )
    if draw.chance(0.05):
        entries.reverse()
    return entries


_TRANSFERS = (
    "Règlement par virement sur le compte ",
    "Merci de régler par virement sur notre compte ",
    "Par virement au compte ",
)
_ACCOUNTS = (
    "Compte à créditer : ",
    "Somme à porter au crédit du compte ",
    "Nous vous remercions d'en verser le montant sur le compte ouvert à notre nom, ",
)


def account_words(sheet: Sheet) -> Pieces:
    """The account in a sentence, IBAN and BIC without labels."""
    draw, supplier = sheet.draw, sheet.invoice.supplier
    opening = draw.pick(_TRANSFERS if sheet.invoice.means == "transfer" else _ACCOUNTS)
    before, word, behind = opening.partition("virement")
    means = (tag(word, "payment_means", value="transfer"),) if word else ()
    shown = sheet.printing.iban(supplier.iban)
    iban = tag(shown, "supplier_iban", value=supplier.iban, breakable=True)
    pieces: Pieces = (before, *means, behind, iban)
    if draw.chance(0.6):
        glue = draw.pick([" – ", " - ", " · ", " (", ", "])
        pieces = (*pieces, glue, tag(supplier.bic, "supplier_bic"))
        pieces = (*pieces, ")") if glue == " (" else pieces
    if draw.chance(0.3):
        pieces = (*pieces, f" ({supplier.bank})")
    return pieces


def masked_iban(sheet: Sheet) -> str:
    """The buyer's IBAN, most of it hidden as a rule."""
    draw, iban = sheet.draw, sheet.invoice.buyer.iban
    return draw.pick(
        [
            sheet.printing.iban(iban),
            f"****{iban[-4:]}",
            f"FR76 {'*' * 23}",
            f"{iban[:4]} XXXX XXXX XXXX XXXX XX{iban[-4:-2]} {iban[-3:]}",
            f"{iban[:8]}{'*' * 12}{iban[-7:]}",
            dotted_iban(sheet),
            dotted_iban(sheet),
        ]
    )


def rib_entries(sheet: Sheet) -> list[Entry]:
    """Bank, branch, account and key of a French account; of no field."""
    iban = sheet.invoice.supplier.iban
    return [
        Entry(label, (value,))
        for label, value in (
            ("Code banque", iban[4:9]),
            ("Code guichet", iban[9:14]),
            ("N° de compte", iban[14:25]),
            ("Clé RIB", iban[25:27]),
        )
    ]


def payment_parts(sheet: Sheet, presenter: Presenter[Part]) -> tuple[str, list[Part]]:
    """Heading, which may be empty, and parts: entries, a sentence, both; nothing at times.

    Args:
        sheet: the document.
        presenter: lays out each part.
    """
    draw, invoice = sheet.draw, sheet.invoice
    credit = invoice.document_type == "credit_note"
    parts: list[Part] = []
    entries: list[Entry] = []
    stated = draw.chance(0.2 if credit else 0.8)
    as_sentence = stated and draw.chance(0.4)
    if stated and not as_sentence:
        entries.append(
            Entry(
                sheet.label("payment_means"),
                (
                    tag(
                        sheet.phrase("payment_means", invoice.means),
                        "payment_means",
                        value=invoice.means,
                    ),
                ),
            )
        )
    if draw.chance(0.4):
        entries.append(
            Entry(sheet.label("payment_terms"), (sheet.fill(sheet.phrase("payment_terms")),))
        )
    if "due_date" not in sheet.printed and draw.chance(0.65) and not credit:
        sheet.printed.add("due_date")
        entries.append(
            Entry(sheet.label("due_date"), sheet.day(invoice.dates["due_date"], "due_date"))
        )
    if as_sentence:
        sentence = sheet.phrase("payment_sentence", invoice.means)
        debit = invoice.means == "direct_debit"
        late = draw.chance(0.6 if debit else 0.3)
        if "due_date" not in sheet.printed and late and not credit:
            sheet.printed.add("due_date")
            pieces: Pieces = (
                tag(sentence.rstrip(" :"), "payment_means", value=invoice.means, breakable=True),
                draw.pick(_DEBIT_DAY if debit else _DUE_DAY),
                *sheet.day(invoice.dates["due_date"], "due_date"),
            )
        else:
            pieces = (tag(sentence, "payment_means", value=invoice.means, breakable=True),)
        parts.append(presenter.sentence(pieces, bold=draw.chance(0.2)))
    if entries:
        parts.append(
            presenter.entries(
                entries,
                draw.weigh({"lines": 5, "inline": 3, "aligned": 3, "grid": 1, "header_row": 1}),
            )
        )
    banked = draw.chance({"transfer": 0.9, "other": 0.4}.get(invoice.means, 0.25)) and not (
        credit and draw.chance(0.6)
    )
    if banked and draw.chance(0.13):
        parts.append(presenter.sentence(account_words(sheet)))
    elif banked:
        parts.append(
            presenter.rib()
            if draw.chance(0.12) and invoice.supplier.country_code == "FR"
            else presenter.entries(
                bank_entries(sheet),
                draw.weigh({"lines": 5, "inline": 4, "aligned": 3, "grid": 1, "stacked": 0.5}),
            )
        )
    elif invoice.means == "direct_debit" and draw.chance(0.5):
        account = draw.pick(["Compte débité", "Compte à débiter", "Votre compte", "IBAN débité"])
        parts.append(presenter.sentence((f"{account} : {masked_iban(sheet)}",)))
    if invoice.means == "direct_debit" and draw.chance(0.5):
        parts.append(presenter.sentence(mandate_words(sheet)))
    if not (banked or stated) and draw.chance(0.45):
        parts.append(presenter.sentence((sheet.phrase("boilerplate"),)))
    heading = (
        draw.pick(
            [
                "Règlement",
                "Coordonnées bancaires",
                "Informations de paiement",
                "Paiement",
                "RIB",
                "MODALITÉS DE RÈGLEMENT",
            ]
        )
        if draw.chance(0.2) and parts
        else ""
    )
    return heading, parts
