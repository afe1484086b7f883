"""Facts of firms that sell to anybody, as entries and sentences worded in their own way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from training_data.blocks.addresses import buyer_vat_entry
from training_data.blocks.deductions import deduction_entries, progress_words
from training_data.blocks.identity import address_lines, supplier_name
from training_data.blocks.titles import number_concept
from training_data.flow.page import Page
from training_data.lexicon import load_words
from training_data.parties import Party
from training_data.pieces import Pieces, Tag, capitals, tag
from training_data.sheet import Entry, Sheet

_OWN_WORDS = 0.82
# What makes a label of an order the buyer's where the seller's own order has a number too.
_WHOSE = ("votre", "client", "bon", "acheteur", "v/", "po", "your", "customer", "engagement", "ej")


def settle_words(page: Page, family: str) -> None:
    """Draw the document's labels from those of a family of `trading.yaml`, most of them.

    Args:
        page: the document.
        family: of its `words`.
    """
    sheet, draw = page.sheet, page.draw
    for concept, options in load_words("trading")["words"][family].items():
        if concept in sheet.words or not draw.chance(_OWN_WORDS):
            continue
        if sheet.invoice.document_type != "invoice" and concept == "title_invoice":
            continue
        sheet.words[concept] = sheet.cased(draw.pick(options))


def settle_goods(page: Page, family: str) -> None:
    """Have the lines bill what a family of `trading.yaml` sells; their sums stay."""
    sheet, draw = page.sheet, page.draw
    goods = load_words("trading")["goods"][family]
    items = []
    for item in sheet.invoice.items:
        if item.outside:
            items.append(item)
            continue
        words, unit, detail = draw.pick(goods)
        described = replace(item, description=draw.fill(words), unit=unit, detail="")
        if detail and draw.chance(0.45):
            described = replace(described, detail=f"– {draw.fill(detail)}")
        items.append(described)
    sheet.invoice = replace(sheet.invoice, items=tuple(items))


def settle_paid(page: Page, share: float, means: str = "card") -> bool:
    """Have it paid before it is written, with that probability; says whether it is.

    Args:
        page: the document.
        share: probability, 0 to 1.
        means: how it was paid.
    """
    sheet, totals = page.sheet, page.sheet.invoice.totals
    if sheet.invoice.document_type == "invoice" and page.draw.chance(share):
        prepaid = totals.gross - totals.retention - totals.withheld
        sheet.invoice = replace(
            sheet.invoice, means=means, totals=replace(totals, prepaid=prepaid, due=Decimal(0))
        )
    return bool(sheet.invoice.totals.prepaid) and not sheet.invoice.totals.due


def title_tag(sheet: Sheet) -> Tag:
    """The marked word that says what the document is."""
    invoice = sheet.invoice
    return tag(sheet.label(invoice.title_concept), "document_type", value=invoice.document_type)


def number_fact(sheet: Sheet) -> Entry:
    """The document's own number."""
    return Entry(sheet.label(number_concept(sheet)), sheet.number("invoice_number"))


def day_fact(sheet: Sheet, concept: str) -> Entry:
    """The issue, due or delivery date, marked; any other date, unmarked."""
    sheet.printed.add(concept)
    keys = (concept,) if concept in ("issue_date", "due_date", "delivery_date") else ()
    return Entry(sheet.label(concept), sheet.day(sheet.invoice.dates[concept], *keys))


def own_facts(page: Page, *, due: float = 0.6) -> list[Entry]:
    """Number, date, due date and customer number, as far as they are not printed yet.

    Args:
        page: the document.
        due: how often the due date is told here, 0 to 1.
    """
    sheet, draw = page.sheet, page.draw
    facts = [] if "invoice_number" in sheet.printed else [number_fact(sheet)]
    if "issue_date" not in sheet.printed:
        facts.append(day_fact(sheet, "issue_date"))
    owed = sheet.invoice.document_type != "credit_note"
    if owed and "due_date" not in sheet.printed and draw.chance(due):
        facts.append(day_fact(sheet, "due_date"))
    if sheet.habits.buyer_reference or draw.chance(0.55):
        customer = (sheet.invoice.numbers["customer_number"],)
        facts.insert(
            draw.randint(0, len(facts)) if draw.chance(0.3) else len(facts),
            Entry(sheet.label("customer_number"), customer),
        )
    return facts


def buyer_facts(page: Page) -> list[Entry]:
    """The buyer's references and identifiers, as far as they are not printed yet."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    facts: list[Entry] = []
    for concept in ("engagement_number", "service_code", "contract_number"):
        if concept not in invoice.numbers or concept in sheet.printed:
            continue
        label = sheet.label(concept)
        if concept == "engagement_number" and "order_number" in invoice.numbers:
            for _ in range(9):
                if not any(word in label.casefold() for word in _WHOSE):
                    label = sheet.label(concept, fresh=True)
            sheet.words[concept] = label
        pieces = sheet.number(concept)
        if concept == "engagement_number" and draw.chance(0.12):
            pieces = (*pieces, " du ", *sheet.day(invoice.dates["order_date"]))
        facts.append(Entry(label, pieces))
    if "original_invoice_number" in invoice.numbers and draw.chance(0.85):
        original = sheet.number("original_invoice_number")
        facts.append(Entry(sheet.label("original_invoice_number"), original))
    vat_share = {"company": 0.4, "foreign": 0.7, "person": 0.0}.get(invoice.buyer.kind, 0.1)
    if "buyer_vat_number" not in sheet.printed and draw.chance(vat_share):
        facts.append(buyer_vat_entry(sheet, apart=True))
    if invoice.buyer.has_siret and "buyer_siret" not in sheet.printed and draw.chance(0.5):
        facts.append(buyer_siret_fact(sheet, apart=True))
    return facts


def buyer_siret_fact(sheet: Sheet, *, apart: bool = False) -> Entry:
    """The buyer's SIRET; `apart` from its address the label says whose it is."""
    sheet.printed.add("buyer_siret")
    siret, label = sheet.invoice.buyer.siret, sheet.label("buyer_siret")
    if apart and label.upper().replace("N°", "").strip(" :") == "SIRET":
        label += sheet.cased(" client")
    return Entry(label, (tag(sheet.printing.siret(siret), "buyer_siret", value=siret),))


def other_facts(page: Page, *concepts: str, share: float = 0.6) -> list[Entry]:
    """References and dates that are not wanted, of those that are given.

    Args:
        page: the document.
        concepts: numbers, dates, `period`, `seller` or `subject`.
        share: how often each is told, 0 to 1.
    """
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    facts = []
    for concept in concepts:
        if not draw.chance(share):
            continue
        if concept in invoice.numbers:
            facts.append(Entry(sheet.label(concept), (invoice.numbers[concept],)))
        elif concept in invoice.dates:
            facts.append(day_fact(sheet, concept))
        elif concept == "period":
            facts.append(Entry(sheet.label("period"), period_words(page)))
        elif concept in ("seller", "subject"):
            facts.append(Entry(sheet.label(concept), (getattr(invoice, concept),)))
    return facts


def period_words(page: Page) -> Pieces:
    """The first and the last day of the month before the invoice, or of what it bills."""
    sheet, draw = page.sheet, page.draw
    last = sheet.invoice.dates["issue_date"].replace(day=1)
    first, end = sheet.invoice.period or (last.replace(day=1), last.replace(day=28))
    opening, middle = draw.pick([("", " - "), ("du ", " au "), ("", " → "), ("", " au ")])
    return (opening, *sheet.day(first), middle, *sheet.day(end))


def party_lines(page: Page, party: Party, *, marked: bool = True) -> list[Pieces]:
    """Name, details and address of the buyer or of another party.

    Args:
        page: the document.
        party: whose.
        marked: the name is the buyer's.
    """
    sheet, draw = page.sheet, page.draw
    name: Pieces = (tag(party.name, "buyer_name", breakable=True) if marked else party.name,)
    lines = [name, *((detail,) for detail in party.details)]
    if draw.chance(0.18):
        lines.append((f"{party.street}, {party.postal_town}",))
    else:
        lines += address_lines(sheet, party, country=draw.chance(0.2))
    return [capitals(line) for line in lines] if sheet.habits.loud_buyer else lines


def seller_lines(page: Page, *, trade: bool = False) -> list[Pieces]:
    """The supplier's name and address; `trade` for its sign."""
    sheet = page.sheet
    name = supplier_name(sheet, trade=trade)
    return [name, *address_lines(sheet, sheet.invoice.supplier, country=page.draw.chance(0.2))]


def vat_rows(page: Page, *, based: bool = False) -> list[Entry]:
    """A row for each VAT rate; that of a single rate is the whole VAT."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    stem = sheet.cased(draw.pick(["TVA", "TVA à", "T.V.A.", "dont TVA", "Taxe", "Montant TVA"]))
    if invoice.english:
        stem = draw.pick(["VAT", "VAT / TVA", "VAT at", "TVA / VAT"])
    opening, closing = draw.pick([(" sur ", ""), (" (", ")"), (" – base ", ""), (" de ", " HT")])
    alone = len(invoice.vat_rows) == 1 and not invoice.totals.untaxed
    entries = []
    for number, row in enumerate(invoice.vat_rows):
        shown = sheet.printing.percent(row.rate)
        shown += "" if "%" in shown else " %"
        rate = tag(shown, f"vat.{number}.rate", value=f"{row.rate:.2f}")
        label: Pieces = (f"{stem} ", rate)
        if based:
            label = (*label, opening, *sheet.money(row.base, f"vat.{number}.base"), closing)
        keys = (f"vat.{number}.amount", *(("total_vat",) if alone else ()))
        entries.append(Entry(label, sheet.money(row.amount, *keys)))
    return entries


def sum_facts(
    page: Page, *, by_rate: bool | None = None, balance: bool | None = None
) -> list[Entry]:
    """The totals in order, each row under the document's label.

    Args:
        page: the document.
        by_rate: the VAT by rate rather than as one sum; drawn when None.
        balance: what remains is told even if it is the whole; drawn when None.
    """
    sheet, draw, totals = page.sheet, page.draw, page.sheet.invoice.totals
    by_rate = draw.chance(0.5) if by_rate is None else by_rate
    differs = totals.due != totals.gross
    entries: list[Entry] = []
    if totals.discount or totals.shipping:
        entries.append(Entry(sheet.label("gross_before_discount"), sheet.money(totals.lines)))
        if totals.discount:
            entries.append(Entry(sheet.label("discount"), sheet.money(-totals.discount)))
        if totals.shipping:
            entries.append(Entry(sheet.label("shipping"), sheet.money(totals.shipping)))
    taxed = bool(totals.vat) or sheet.habits.full_zero
    if taxed or draw.chance(0.5):
        entries.append(Entry(sheet.label("total_net"), sheet.money(totals.net, "total_net")))
    if taxed:
        rows = vat_rows(page, based=draw.chance(0.3)) if by_rate else []
        if len(rows) != 1 or totals.untaxed:
            vat = sheet.money(totals.vat, "total_vat")
            rows.append(Entry(sheet.label("total_vat"), vat))
        entries += rows
    if totals.outside:
        entries.append(Entry(progress_words(sheet, "outside"), sheet.money(totals.outside)))
    if taxed or not entries or draw.chance(0.6):
        label = sheet.label("total_gross")
        for _ in range(9):
            if label.casefold() in (
                sheet.label("total_net").casefold(),
                _due_label(sheet).casefold(),
            ):
                label = sheet.words["total_gross"] = sheet.label("total_gross", fresh=True)
        entries.append(Entry(label, sheet.money(totals.gross, "total_gross"), draw.chance(0.5)))
    entries += deduction_entries(sheet)
    if differs or (draw.chance(0.4) if balance is None else balance):
        entries.append(Entry(_due_label(sheet), sheet.money(totals.due, "amount_due"), True))
    return entries


def _due_label(sheet: Sheet) -> str:
    credit = sheet.invoice.document_type == "credit_note"
    return sheet.label("amount_due_credit" if credit else "amount_due")
