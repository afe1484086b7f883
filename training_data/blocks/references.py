"""Numbers, dates and references as entries."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_vat_entry
from training_data.blocks.titles import number_concept
from training_data.blocks.told_references import contract_told, order_told, two_in_one
from training_data.canvas import Drawable
from training_data.pieces import Pieces, tag
from training_data.presentation import present
from training_data.sheet import Entry, Sheet

# Worded so that only the presence of the supplier's own order number says whose order it is.
_GENERIC = (
    "n° de commande",
    "n° commande",
    "commande n°",
    "commande",
    "numéro de commande",
    "référence commande",
    "cde n°",
    "n° cde",
)


def own_entries(sheet: Sheet) -> list[Entry]:
    """Number, dates and their like, as far as they are not printed yet."""
    draw, invoice = sheet.draw, sheet.invoice
    entries = []
    if "invoice_number" not in sheet.printed or draw.chance(0.12):
        entries.append(
            Entry(
                sheet.label(number_concept(sheet)), sheet.number("invoice_number"), draw.chance(0.1)
            )
        )
    if "situation_number" in invoice.numbers:
        entries.append(
            Entry(sheet.label("situation_number"), (invoice.numbers["situation_number"],))
        )
    if "issue_date" not in sheet.printed or draw.chance(0.1):
        sheet.printed.add("issue_date")
        entries.append(
            Entry(sheet.label("issue_date"), sheet.day(invoice.dates["issue_date"], "issue_date"))
        )
    if (
        "due_date" not in sheet.printed
        and draw.chance(0.45)
        and invoice.document_type != "credit_note"
    ):
        sheet.printed.add("due_date")
        entries.append(
            Entry(sheet.label("due_date"), sheet.day(invoice.dates["due_date"], "due_date"))
        )
    if draw.chance(0.12):
        entries.append(
            Entry(
                sheet.label("delivery_date"),
                sheet.day(invoice.dates["delivery_date"], "delivery_date"),
            )
        )
    if sheet.habits.buyer_reference or draw.chance(0.6):
        entries.append(Entry(sheet.label("customer_number"), (invoice.numbers["customer_number"],)))
    if draw.chance(0.05):
        entries.append(Entry(sheet.label("print_date"), sheet.day(invoice.dates["print_date"])))
    if draw.chance(0.08):
        entries.append(
            Entry(
                sheet.label("currency"),
                (
                    tag(
                        draw.pick(["EUR", "Euro", "Euros", "€", "EUR (€)"]), "currency", value="EUR"
                    ),
                ),
            )
        )
    if draw.chance(0.08):
        entries.append(Entry(sheet.label("page"), (draw.pick(["1", "1/1", "1 / 1"]),)))
    return entries


def buyer_entries(sheet: Sheet) -> list[Entry]:
    """The buyer's references: engagement, service, contract, SIRET; some left out as on paper."""
    draw, invoice = sheet.draw, sheet.invoice
    numbers, entries = invoice.numbers, []
    joint = {"engagement_number", "service_code"} <= numbers.keys() - sheet.printed and draw.chance(
        0.05
    )
    if joint:
        label = draw.pick(
            [
                "Code service / N° engagement",
                "SE / EJ",
                "Service - Engagement",
                "Code service / EJ",
                "Réf. Chorus",
            ]
        )
        entries.append(
            Entry(
                label,
                (
                    *sheet.number("service_code"),
                    draw.pick([" / ", " - ", "/", "   "]),
                    *sheet.number("engagement_number"),
                ),
            )
        )
    both = {"engagement_number", "contract_number"} <= numbers.keys() - sheet.printed
    if both and draw.chance(0.16):
        entries.append(two_in_one(sheet))
    elif "engagement_number" in numbers.keys() - sheet.printed and draw.chance(0.08):
        entries.append(Entry("", order_told(sheet)))
    if "engagement_number" in numbers and "engagement_number" not in sheet.printed:
        label = sheet.label("engagement_number")
        for _ in range(8):
            if "order_number" in numbers and label.lower() in _GENERIC:
                label = sheet.words["engagement_number"] = sheet.label(
                    "engagement_number", fresh=True
                )
        pieces = sheet.number("engagement_number")
        if draw.chance(0.1):
            pieces = (
                *pieces,
                draw.pick([" du ", " en date du ", " - "]),
                *sheet.day(invoice.dates["order_date"]),
            )
        entries.append(Entry(label, pieces))
    if "contract_number" in numbers.keys() - sheet.printed and draw.chance(0.1):
        entries.append(Entry("", contract_told(sheet)))
    for concept in ("service_code", "contract_number"):
        if concept in numbers and concept not in sheet.printed:
            entries.append(Entry(sheet.label(concept), sheet.number(concept)))
    if (
        "original_invoice_number" in numbers
        and "original_invoice_number" not in sheet.printed
        and draw.chance(0.8)
    ):
        pieces = sheet.number("original_invoice_number")
        if draw.chance(0.5):
            pieces = (*pieces, " du ", *sheet.day(invoice.dates["order_date"]))
        entries.append(Entry(sheet.label("original_invoice_number"), pieces))
    if "buyer_vat_number" not in sheet.printed and draw.chance(
        {"company": 0.5, "foreign": 0.7, "person": 0.02}.get(invoice.buyer.kind, 0.16)
    ):
        entries.append(buyer_vat_entry(sheet, apart=True))
    if invoice.buyer.has_siret and "buyer_siret" not in sheet.printed and draw.chance(0.55):
        sheet.printed.add("buyer_siret")
        label = sheet.label("buyer_siret")
        if (
            label.upper().replace("N°", "").strip(" :") == "SIRET"
        ):  # away from the address the label must say whose
            label += " client"
        entries.append(
            Entry(
                label,
                (
                    tag(
                        sheet.printing.siret(invoice.buyer.siret),
                        "buyer_siret",
                        value=invoice.buyer.siret,
                    ),
                ),
            )
        )
    if invoice.framework:
        names = {
            "A1": "Dépôt par un fournisseur d'une facture",
            "A2": "Facture déjà payée",
            "A9": "Sous-traitant",
            "A12": "Cotraitant",
        }
        entries.append(
            Entry(
                sheet.label("billing_framework"),
                (
                    tag(invoice.framework, "billing_framework"),
                    f" - {names[invoice.framework]}" if draw.chance(0.6) else "",
                ),
            )
        )
    draw.shuffle(entries) if draw.chance(0.4) else None
    return entries


def other_entries(sheet: Sheet) -> list[Entry]:
    """References and dates that are not wanted."""
    draw, invoice = sheet.draw, sheet.invoice
    entries = []
    for concept in ("order_number", "quote_number", "delivery_note", "supplier_code", "meter"):
        if concept in invoice.numbers:
            pieces: Pieces = (invoice.numbers[concept],)
            own = sheet.habits.buyer_reference and concept != "meter"
            if draw.chance(0.6 if own else 0.35):
                pieces = (
                    *pieces,
                    draw.pick([" (", " ("] if own else [" du ", " (", " - "]),
                    *sheet.day(invoice.dates["quote_date"]),
                )
                pieces = (*pieces, ")") if pieces[1] == " (" else pieces
            entries.append(Entry(sheet.label(concept), pieces))
    if invoice.period:
        first, last = invoice.period
        text = draw.pick(
            [
                (*sheet.day(first), " au ", *sheet.day(last)),
                ("du ", *sheet.day(first), " au ", *sheet.day(last)),
                (*sheet.day(first), " - ", *sheet.day(last)),
                (f"{first:%m/%Y}",),
            ]
        )
        entries.append(Entry(sheet.label("period"), text))
    for concept, share in {"order_date": 0.15, "market_date": 0.05, "quote_date": 0.05}.items():
        if draw.chance(share):
            entries.append(Entry(sheet.label(concept), sheet.day(invoice.dates[concept])))
    for concept, share, words in (
        ("subject", 0.35, invoice.subject),
        ("seller", 0.2, invoice.seller),
        ("buyer_contact", 0.12, invoice.contact),
        ("site", 0.1, f"{invoice.buyer.street}, {invoice.buyer.postal_town}"),
    ):
        if draw.chance(share):
            entries.append(Entry(sheet.label(concept), (words,)))
    if draw.chance(0.04):  # printed by the form, left empty
        entries.append(
            Entry(
                sheet.label(
                    draw.pick(
                        ["buyer_vat_number", "contract_number", "service_code", "delivery_note"]
                    ),
                    fresh=True,
                ),
                (" ",),
            )
        )
    draw.shuffle(entries)
    return entries[: draw.randint(2, 7)]


def reference_block(
    sheet: Sheet, entries: list[Entry], form: str = "", scale: float = 1.0
) -> Drawable:
    """Entries in a form, drawn when not given."""
    form = form or sheet.draw.weigh(
        {
            "lines": 6,
            "aligned": 6,
            "grid": 4,
            "header_row": 4,
            "cards": 3,
            "inline": 2,
            "two_columns": 2,
            "stacked": 1,
            "right": 1,
            "leaders": 1,
            "justified": 1,
            "value_first": 0.3,
        }
    )
    if form in ("header_row", "cards") and len(entries) < 2:
        form = "lines"
    return present(sheet, entries, form, scale=scale)


def all_reference_names(sheet: Sheet) -> list[tuple[str, Pieces]]:
    """What a payment slip repeats: number, date, customer, amount; each under a fresh label."""
    draw, invoice = sheet.draw, sheet.invoice
    cells: list[tuple[str, Pieces]] = [
        (sheet.label(number_concept(sheet), fresh=True), sheet.number("invoice_number")),
        (
            sheet.label("issue_date", fresh=True),
            sheet.day(invoice.dates["issue_date"], "issue_date"),
        ),
        (
            sheet.label("customer_number", fresh=not sheet.habits.buyer_reference),
            (invoice.numbers["customer_number"],),
        ),
        (sheet.label("amount_due", fresh=True), sheet.money(invoice.totals.due, "amount_due")),
    ]
    if draw.chance(0.4):
        draw.shuffle(cells)
    return cells[: draw.randint(3, 4)]
