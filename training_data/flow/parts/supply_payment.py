"""How to pay a supplier of public bodies, its remarks, its title."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from training_data.blocks.mentions import spelt_words
from training_data.blocks.payment_facts import masked_iban
from training_data.blocks.remarks import regime_words
from training_data.canvas import Align
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import Box, Cells, Fill, Head, Node, Stack, Table, Tone, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.supply_refs import NARROW, WIDE, arrange
from training_data.flow.parts.supply_words import credited, due_entry, glued, own_facts, say
from training_data.flow.parts.titles import title
from training_data.lexicon import load_words
from training_data.pieces import Pieces, tag
from training_data.sheet import Entry


def account_entries(page: Page) -> list[Entry]:
    """IBAN and BIC of the supplier, with bank or holder at times."""
    sheet, draw, supplier = page.sheet, page.draw, page.sheet.invoice.supplier
    shown = sheet.printing.iban(supplier.iban)
    entries = [Entry(say(page, "iban"), (tag(shown, "supplier_iban", value=supplier.iban),))]
    if draw.chance(0.8):
        entries.append(Entry(say(page, "bic"), (tag(supplier.bic, "supplier_bic"),)))
    if draw.chance(0.4):
        where = draw.pick(["Banque", "Domiciliation", "Établissement bancaire", "Ouvert auprès de"])
        entries.insert(draw.pick([0, len(entries)]), Entry(where, (supplier.bank,)))
    return entries


def _means(page: Page) -> Pieces:
    means = page.sheet.invoice.means
    words = page.draw.pick(load_words("supply")["means"][means])
    return (tag(words, "payment_means", value=means),)


def settle(page: Page) -> Node | None:
    """Terms, means and account; parts of it left out as on paper."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    credit = invoice.document_type == "credit_note"
    terms: list[Entry] = []
    if draw.chance(0.15 if credit else 0.75):
        terms.append(Entry(say(page, "payment_means"), _means(page)))
    if draw.chance(0.4) and not credit:
        terms.append(Entry(say(page, "payment_terms"), (draw.pick(load_words("supply")["terms"]),)))
    if "due_date" not in sheet.printed and not credit and draw.chance(0.5):
        terms.append(due_entry(page))
    banked = draw.chance({"transfer": 0.88, "other": 0.4}.get(invoice.means, 0.2))
    account = account_entries(page) if banked and not (credit and draw.chance(0.6)) else []
    if invoice.means == "direct_debit" and not account and draw.chance(0.6):
        label = draw.pick(["Compte débité", "Sur votre compte", "IBAN débité"])
        account = [Entry(label, (masked_iban(sheet),))]
    if not terms and not account:
        return None
    form = draw.weigh({"joint": 4, "apart": 4, "sentence": 2, "table": 2})
    if form == "sentence" and account and len(account[0].pieces) and invoice.means == "transfer":
        told = [e.pieces for e in account]
        opening = draw.pick(
            [
                "Règlement à effectuer au compte : ",
                "À virer sur notre compte ",
                "Somme à verser au crédit du compte ",
            ]
        )
        lead = text((opening, *glued(told, draw.pick([" – ", ", BIC ", " / "]))), prose=True)
        return stack(arrange(page, terms, {"run": 2, "plain": 2}), lead, gap=2)
    wide = {"headed": WIDE["headed"], "run": WIDE["run"]}
    if form == "table":
        return arrange(page, [*terms, *account], wide)
    if form == "joint":
        body = arrange(page, [*terms, *account], NARROW)
        framed = draw.chance(0.4)
        return Box(body, border=0.6, padding=5.0) if framed and body else body
    return stack(
        arrange(page, terms, {**NARROW, **wide}), arrange(page, account, {**NARROW, **wide}), gap=4
    )


def debit_calendar(page: Page) -> Node:
    """The coming instalments with their days: none of them is this invoice's sum."""
    sheet, draw = page.sheet, page.draw
    day = sheet.invoice.dates["due_date"]
    amount = (abs(sheet.invoice.totals.gross) / 10).quantize(Decimal(1)) + 1
    rows = tuple(
        Cells(
            (
                text((*sheet.day(day + timedelta(30 * (n + 1))),)),
                text(sheet.printing.number(amount)),
            )
        )
        for n in range(draw.randint(3, 10))
    )
    heads = (
        Head(
            text(draw.pick(["Date de prélèvement", "Échéance prévue", "Mensualité du"]), bold=True),
            "left",
            1.0,
        ),
        Head(text("Montant", bold=True), "right", 1.0),
    )
    title_words = draw.pick(
        [
            "Votre calendrier de prélèvement",
            "Échéancier des prochains prélèvements",
            "Plan de mensualisation",
        ]
    )
    table = Table(heads, rows, draw_table_look(draw), 0.85, full=draw.chance(0.3))
    return stack(text(title_words, bold=True, tone="accent"), table, gap=3, keep=True)


@dataclass(frozen=True, slots=True)
class Remarks:
    """How many remarks, and whether the sum is told in words at times."""

    least: int = 0
    most: int = 3
    spelt: bool = True


def remarks(page: Page, extra: list[Pieces] | None = None, told: Remarks = Remarks()) -> Node:
    """The VAT regime's sentence, the credited invoice, references and boilerplate.

    Args:
        page: the document.
        extra: references that stand among the remarks.
        told: how much.
    """
    draw = page.draw
    lines: list[Pieces] = [*(extra or ())]
    for pieces in (
        regime_words(page.sheet),
        credited(page),
        spelt_words(page.sheet) if told.spelt else (),
    ):
        if pieces:
            lines.append(pieces)
    lines += [
        (words,) for words in draw.some(load_words("supply")["remarks"], told.least, told.most)
    ]
    if draw.chance(0.3):
        draw.shuffle(lines)
    scale = draw.pick([0.75, 0.85, 0.95])
    return Stack(tuple(text(p, scale=scale, prose=True) for p in lines), draw.pick([1.0, 2.5]))


def heading(
    page: Page,
    words: list[str],
    *,
    align: Align = "left",
    forms: dict[str, float] | None = None,
    credit: tuple[str, ...] = ("AVOIR", "Avoir", "Facture d'avoir", "Note de crédit"),
) -> Node:
    """The title, at times with number and day in it or under it.

    Args:
        page: the document.
        words: what an invoice is called here.
        align: of the text.
        forms: how often `word`, `number`, `dated`, `under`, `framed` are drawn.
        credit: what a credit note is called here.
    """
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    if invoice.document_type == "other":
        return title(page, align=align)
    options = words if invoice.document_type == "invoice" else list(credit)
    kind = tag(draw.pick(options), "document_type", value=invoice.document_type)
    form = draw.weigh(forms or {"word": 4, "number": 3, "dated": 2, "under": 1.5, "framed": 1})
    scale, bold = draw.pick([1.1, 1.3, 1.6, 2.0, 2.4]), draw.chance(0.75)
    tones: tuple[Tone, ...] = ("ink", "ink", "accent")
    tone = draw.pick(tones)
    if form == "word":
        return text((kind,), bold=bold, scale=scale, align=align, tone=tone, brand=True)
    n = draw.pick([" n° ", " N° ", " ", " n°", " : ", " – n° "])
    lead: Pieces = (kind, n, *sheet.number("invoice_number"))
    if form == "number":
        return text(lead, bold=bold, scale=min(scale, 1.6), align=align, tone=tone, brand=True)
    sheet.printed.add("issue_date")
    day = sheet.day(invoice.dates["issue_date"], "issue_date")
    if form == "dated":
        whole = (*lead, draw.pick([" du ", " en date du ", " – ", " émise le "]), *day)
        return text(whole, bold=bold, scale=min(scale, 1.4), align=align, tone=tone)
    if form == "under":
        below = text((draw.pick(["du ", "Date : ", "Le ", "établie le "]), *day), align=align)
        return stack(
            text(lead, bold=bold, scale=min(scale, 1.6), align=align, tone=tone), below, gap=1
        )
    fill: Fill = draw.pick(["accent", "dark", "soft"])
    return Box(
        text(
            (*lead, draw.pick(["   |   ", "   du ", " – "]), *day),
            bold=True,
            scale=1.2,
            align=align,
        ),
        fill=fill,
        padding=5.0,
    )


def facts(page: Page, minor: list[Entry], chorus: list[Entry]) -> list[Entry]:
    """Own facts, then minor ones and the buyer's, in one order or another."""
    entries = [*own_facts(page), *minor]
    sheet = page.sheet
    original = "original_invoice_number"
    if original in sheet.invoice.numbers.keys() - sheet.printed and page.draw.chance(0.5):
        entries.append(Entry(say(page, original), sheet.number(original)))
    at = page.draw.pick([len(entries), len(entries), 1, 0])
    return [*entries[:at], *chorus, *entries[at:]]
