"""Payment, VAT mentions, notes, boilerplate."""

from __future__ import annotations

from training_data.canvas import Canvas, Drawable
from training_data.pieces import Pieces, tag
from training_data.presentation import present
from training_data.sheet import Entry, Sheet

_DUE_DAY = (" avant le ", " au plus tard le ", ", échéance le ")
_DEBIT_DAY = (" à partir du ", " le ", " à compter du ")


def bank_entries(sheet: Sheet) -> list[Entry]:
    """IBAN, BIC, bank, holder."""
    draw, supplier, printing = sheet.draw, sheet.invoice.supplier, sheet.printing
    entries = [
        Entry(
            sheet.label("iban"),
            (tag(printing.iban(supplier.iban), "supplier_iban", value=supplier.iban),),
        )
    ]
    if draw.chance(0.8):
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


def _masked(sheet: Sheet) -> str:
    """The buyer's IBAN, most of it hidden as a rule."""
    draw, iban = sheet.draw, sheet.invoice.buyer.iban
    return draw.pick(
        [
            sheet.printing.iban(iban),
            f"****{iban[-4:]}",
            f"FR76 {'*' * 23}",
            f"{iban[:4]} XXXX XXXX XXXX XXXX XX{iban[-4:-2]} {iban[-3:]}",
            f"{iban[:8]}{'*' * 12}{iban[-7:]}",
        ]
    )


def rib_block(sheet: Sheet) -> Drawable:
    """A RIB table: bank, branch, account, key; then IBAN and BIC."""
    iban = sheet.invoice.supplier.iban
    parts = [
        Entry(label, (value,))
        for label, value in (
            ("Code banque", iban[4:9]),
            ("Code guichet", iban[9:14]),
            ("N° de compte", iban[14:25]),
            ("Clé RIB", iban[25:27]),
        )
    ]
    table = present(
        sheet, parts, sheet.draw.pick(["header_row", "header_row", "inline"]), scale=0.85
    )
    rest = present(
        sheet, bank_entries(sheet), sheet.draw.pick(["lines", "inline", "aligned"]), scale=0.9
    )

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return rest(canvas, x, table(canvas, x, y, min(width, 300)) + 4, width)

    return render


def payment_block(sheet: Sheet) -> Drawable:
    """How and by when to pay: entries, a sentence, or both; nothing at times."""
    draw, invoice = sheet.draw, sheet.invoice
    credit = invoice.document_type == "credit_note"
    parts: list[Drawable] = []
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
        parts.append(paragraph(sheet, pieces, bold=draw.chance(0.2)))
    if entries:
        parts.append(
            present(
                sheet,
                entries,
                draw.weigh({"lines": 5, "inline": 3, "aligned": 3, "grid": 1, "header_row": 1}),
            )
        )
    banked = draw.chance({"transfer": 0.9, "other": 0.4}.get(invoice.means, 0.25)) and not (
        credit and draw.chance(0.6)
    )
    if banked:
        parts.append(
            rib_block(sheet)
            if draw.chance(0.12) and invoice.supplier.country_code == "FR"
            else present(
                sheet,
                bank_entries(sheet),
                draw.weigh({"lines": 5, "inline": 4, "aligned": 3, "grid": 1, "stacked": 0.5}),
            )
        )
    elif invoice.means == "direct_debit" and draw.chance(0.5):
        account = draw.pick(["Compte débité", "Compte à débiter", "Votre compte", "IBAN débité"])
        parts.append(
            paragraph(
                sheet,
                (f"{account} : {_masked(sheet)}",),
            )
        )
    if not (banked or stated) and draw.chance(0.45):
        parts.append(paragraph(sheet, (sheet.phrase("boilerplate"),)))
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
    framed = draw.chance(0.15)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        pad = 5 if framed else 0
        top = y
        y += pad
        if heading:
            y = (
                canvas.text(x + pad, y, heading, sheet.face(1.05, bold=True, colour=sheet.accent))
                + 2
            )
        for part in parts:
            y = part(canvas, x + pad, y, width - 2 * pad) + 2
        if framed and parts:
            canvas.rectangle(x, top, x + width, y + pad, stroke=(0, 0, 0))
        return y + pad

    return render


def paragraph(
    sheet: Sheet, pieces: Pieces, *, scale: float = 1.0, bold: bool = False, italic: bool = False
) -> Drawable:
    """Plain running text."""

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return canvas.paragraph(x, y, width, pieces, sheet.face(scale, bold=bold, italic=italic))

    return render


def regime_block(sheet: Sheet) -> Drawable:
    """The VAT regime's sentence, where the document has one."""
    invoice, draw = sheet.invoice, sheet.draw
    if not invoice.regime or (invoice.regime in ("on_receipts", "on_debits") and draw.chance(0.15)):
        return lambda canvas, x, y, width: y
    sentence = sheet.phrase("vat_regime", invoice.regime)
    if draw.chance(0.1):
        sentence = sentence.upper()
    return paragraph(
        sheet,
        (tag(sentence, "vat_regime", value=invoice.regime, breakable=True),),
        scale=draw.pick([0.8, 1.0, 1.0]),
        italic=draw.chance(0.3),
        bold=draw.chance(0.1),
    )


def notes_block(sheet: Sheet, least: int = 0, most: int = 3) -> Drawable:
    """Boilerplate, with figures and dates that mean nothing."""
    draw, invoice = sheet.draw, sheet.invoice
    texts = [(sheet.phrase("boilerplate"),) for _ in range(draw.randint(least, most))]
    notes: list[Pieces] = list(texts)
    if invoice.document_type == "credit_note" and draw.chance(0.6):
        notes.insert(0, (f"Motif : {sheet.phrase('credit_reasons')}",))
    if invoice.framework == "A2" and draw.chance(0.7):
        notes.insert(
            0,
            (
                tag(
                    "Facture déjà payée par carte d'achat",
                    "billing_framework",
                    value="A2",
                    breakable=True,
                ),
            ),
        )
    if (
        "original_invoice_number" in invoice.numbers
        and "original_invoice_number" not in sheet.printed
    ):
        original_day: Pieces = ()
        if draw.chance(0.5):
            original_day = (" du ", *sheet.day(invoice.dates["order_date"]))
        notes.insert(
            0,
            (
                draw.pick(
                    [
                        "Cet avoir annule la facture ",
                        "Avoir sur la facture n° ",
                        "Annule et remplace la facture ",
                        "En déduction de notre facture n° ",
                    ]
                ),
                *sheet.number("original_invoice_number"),
                *original_day,
                ".",
            ),
        )
    if draw.chance(0.05):
        sum_in_words = draw.pick(["mille deux cents", "trois mille quarante", "cinq cent dix"])
        words = f"Arrêtée la présente facture à la somme de {sum_in_words} euros"
        notes.append((words,))
    scale = draw.pick([0.65, 0.75, 0.85, 1.0])

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        for pieces in notes:
            y = canvas.paragraph(x, y, width, pieces, sheet.face(scale)) + 2
        return y

    return render


def sales_terms_page(sheet: Sheet) -> None:
    """A page of conditions in small type, in one or two columns."""
    draw, canvas = sheet.draw, sheet.canvas
    canvas.new_page()
    columns = draw.randint(1, 3)
    width = (sheet.inner_width - 12 * (columns - 1)) / columns
    y = (
        canvas.text(
            canvas.width / 2,
            sheet.margin,
            "CONDITIONS GÉNÉRALES DE VENTE",
            sheet.face(1.1, bold=True),
            align="centre",
        )
        + 6
    )
    for column in range(columns):
        at = y
        for text in draw.some([sheet.phrase("terms_of_sale") for _ in range(9)], 5, 9):
            at = (
                canvas.paragraph(
                    sheet.margin + column * (width + 12), at, width, (text,), sheet.face(0.72)
                )
                + 4
            )
            if at > canvas.height - 90:
                break
