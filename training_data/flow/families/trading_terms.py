"""How a document of a firm that sells to anybody ends: payment, VAT regime, who the firm is."""

from __future__ import annotations

from training_data.blocks.remarks import regime_clause, regime_words
from training_data.canvas import Align
from training_data.flow.families.trading_facts import day_fact
from training_data.flow.families.trading_forms import show_facts
from training_data.flow.nodes import Folio, Node, Rule, Tone, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.closing import REGIME_ALIGNS
from training_data.pieces import Pieces, Tag, tag
from training_data.sheet import Entry, Sheet


def bank_facts(page: Page, *, joint: float = 0.2) -> list[Entry]:
    """IBAN and BIC of the supplier, the bank at times; joined on one line at times."""
    sheet, draw, supplier = page.sheet, page.draw, page.sheet.invoice.supplier
    iban = tag(sheet.printing.iban(supplier.iban), "supplier_iban", value=supplier.iban)
    bic = tag(supplier.bic, "supplier_bic")
    if draw.chance(joint):
        words = draw.pick([("IBAN / BIC", " / "), ("IBAN", " – BIC "), ("RIB", "  BIC : ")])
        return [Entry(words[0], (iban, words[1], bic))]
    facts = [Entry(sheet.label("iban"), (iban,))]
    if draw.chance(0.85):
        facts.append(Entry(sheet.label("bic"), (bic,)))
    if draw.chance(0.3):
        facts.insert(0, Entry(sheet.label("bank"), (supplier.bank,)))
    return facts


def settlement(page: Page, *, heading: str = "", form: str = "") -> Node:
    """How it was or is to be paid: a sentence, entries, an account.

    Args:
        page: the document.
        heading: above; empty for none.
        form: of the account's entries, see `show_facts`.
    """
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    paid = bool(invoice.totals.prepaid) and not invoice.totals.due
    parts: list[Node] = []
    owed = invoice.document_type != "credit_note" and not paid
    if owed and "due_date" not in sheet.printed and draw.chance(0.6):
        parts.append(show_facts(page, [day_fact(sheet, "due_date")], "column"))
    if draw.chance(0.85):
        parts.append(text(means_words(page, paid=paid)))
    if invoice.means in ("transfer", "other") and not paid and draw.chance(0.9):
        form = form or draw.pick(["column", "split", "ledger", "rail", "bullets", "sentence"])
        parts.append(show_facts(page, bank_facts(page), form))
    if owed and draw.chance(0.35):
        label = sheet.label("payment_terms")
        parts.append(text(f"{label} : {sheet.fill(sheet.phrase('payment_terms'))}", prose=True))
    head = text(heading, bold=True, tone="accent") if heading and parts else None
    return stack(head, *parts, gap=draw.pick([2.0, 4.0]), keep=True)


def means_words(page: Page, *, paid: bool) -> Pieces:
    """The marked means of payment in a sentence or behind a label."""
    sheet, draw, means = page.sheet, page.draw, page.sheet.invoice.means
    day = sheet.invoice.dates["order_date"]
    if paid and means == "card":
        card = draw.pick(["carte bancaire", "Carte Visa", "Mastercard", "CB", "carte de crédit"])
        tail = draw.pick(
            [
                f" •••• {draw.digits(4)}",
                f" **** {draw.digits(4)} le {sheet.printing.day(day)}",
                f" (autorisation {draw.digits(6)})",
                f" le {sheet.printing.day(day)}",
                "",
            ]
        )
        opening = draw.pick(["Réglé par ", "Payé par ", "Moyen de paiement : ", "Débité : ", ""])
        return (opening, tag(card, "payment_means", value="card"), tail)
    words = tag(sheet.phrase("payment_means", means), "payment_means", value=means, breakable=True)
    if draw.chance(0.55):
        return (f"{sheet.label('payment_means')} : ", words)
    sentence = sheet.phrase("payment_sentence", means).rstrip(" :")
    return (tag(sentence, "payment_means", value=means, breakable=True), ".")


def regime_line(page: Page, *, scale: float = 0.9) -> Node | None:
    """The sentence on the VAT, where the document has one."""
    pieces = regime_words(page.sheet)
    if not pieces:
        return None
    align = page.draw.weigh(REGIME_ALIGNS)
    return text(pieces, scale=scale, italic=page.draw.chance(0.3), align=align)


def legal_words(page: Page) -> Pieces:
    """Who the supplier is, as one sentence of law: form, capital, register, VAT number."""
    sheet, draw, printing = page.sheet, page.draw, page.sheet.printing
    supplier = sheet.invoice.supplier
    sheet.printed.add("supplier_ids")
    name = tag(supplier.name, "supplier_name", breakable=True)
    siret = tag(printing.siret(supplier.siret), "supplier_siret", value=supplier.siret)
    siren = tag(printing.siren(supplier.siren), "supplier_siren", value=supplier.siren)
    number = printing.vat_number(supplier.vat_number)
    vat = tag(number, "supplier_vat_number", value=supplier.vat_number)
    told_vat: Pieces = (draw.pick([" – TVA ", ", TVA intracommunautaire ", " - N° TVA : "]), vat)
    seat = f"{supplier.street}, {supplier.postal_town}"
    if supplier.country_code != "FR":
        return (name, f", {seat}, {supplier.country}", *told_vat)
    if sheet.invoice.regime == "franchise" and draw.chance(0.75):
        told_vat = ()
    if supplier.kind != "company":
        lead = draw.pick([", ", " – Entrepreneur individuel, ", " - ", ", siège : "])
        lead = lead if supplier.kind == "sole_trader" else ", association loi 1901, "
        words: Pieces = (name, f"{lead}{seat} – SIRET ", siret)
        return (*words, draw.pick(["", f" – APE {supplier.ape}"]), *told_vat)
    money = f"{supplier.capital:,}".replace(",", draw.pick([" ", ".", "\u00a0"]))
    form = "" if supplier.legal_form.casefold() in supplier.name.casefold() else supplier.legal_form
    capital = f" {form} au capital de {money} €".replace("  ", " ")
    register: Pieces = draw.pick(
        [
            (" – ", siren, f" RCS {supplier.registry}"),
            (f", immatriculée au RCS de {supplier.registry} sous le numéro ", siren),
            (" – SIRET ", siret, f" – APE {supplier.ape}"),
            (" – SIRET : ", siret, " – RCS ", supplier.registry),
            (f" – RCS {supplier.registry} B ", siren, " – SIRET ", siret),
        ]
    )
    where = draw.pick([f", {seat}", f" – Siège social : {seat}", ""])
    taxed = regime_clause(sheet) if draw.chance(0.12) else ()
    return (name, capital, where, *register, *told_vat, *((". ", *taxed) if taxed else ()))


def legal_foot(page: Page, *extra: Pieces | str, align: Align = "centre") -> Node:
    """The legal sentence as a footer, with the page number at times."""
    draw = page.draw
    scale = draw.pick([0.62, 0.7, 0.78])
    tone: Tone = draw.pick(["muted", "ink", "muted"])
    lines = [text(legal_words(page), scale=scale, align=align, tone=tone)]
    lines += [text(line, scale=scale, align=align, tone=tone) for line in extra]
    number = Folio(draw.pick(["Page {n} / {c}", "{n}/{c}", "Page {n} sur {c}", "- {n} -"]), 0.75)
    rule = Rule(0.4, "muted") if draw.chance(0.4) else None
    return stack(rule, *lines, number if draw.chance(0.7) else None, gap=1.5)


def heading_words(sheet: Sheet, kind: Tag, *, numbered: bool, dated: bool) -> Pieces:
    """The title with the number and the date behind it, where they are wanted."""
    pieces: Pieces = (kind,)
    if numbered:
        pieces = (
            *pieces,
            sheet.draw.pick([" n° ", " ", " – ", " #", " N°"]),
            *sheet.number("invoice_number"),
        )
    if dated:
        sheet.printed.add("issue_date")
        day = sheet.day(sheet.invoice.dates["issue_date"], "issue_date")
        pieces = (*pieces, sheet.draw.pick([" du ", " – ", " / ", ", le "]), *day)
    return pieces
