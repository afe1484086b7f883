"""What says who the supplier is: name, identifiers, address, contacts."""

from __future__ import annotations

from training_data.parties import Party
from training_data.pieces import Pieces, Tag, tag
from training_data.sheet import Entry, Sheet


def supplier_name(sheet: Sheet, *, trade: bool = False) -> Pieces:
    """The supplier's marked name."""
    supplier = sheet.invoice.supplier
    name = supplier.trade_name if trade else supplier.name
    sheet.printed.add("supplier_name")
    if supplier.kind == "sole_trader" and not trade and sheet.draw.chance(0.1):
        tail = sheet.draw.pick([", Entrepreneur individuel", " EI", " - Entrepreneur individuel"])
        both = (("supplier_name", name + tail), ("supplier_name", name))
        return (Tag(name + tail, both, breakable=True),)
    return (tag(name, "supplier_name", breakable=True),)


def supplier_ids(sheet: Sheet) -> list[Entry]:
    """Some of SIRET, VAT number, RCS, APE and capital, in some order, each with its label."""
    draw, supplier, printing = sheet.draw, sheet.invoice.supplier, sheet.printing
    if supplier.country_code != "FR":
        return [
            Entry(
                sheet.label("vat_number"),
                (
                    tag(
                        printing.vat_number(supplier.vat_number),
                        "supplier_vat_number",
                        value=supplier.vat_number,
                    ),
                ),
            )
        ]
    entries = [
        Entry(
            sheet.label("supplier_siret"),
            (tag(printing.siret(supplier.siret), "supplier_siret", value=supplier.siret),),
        )
    ]
    untaxed = sheet.invoice.regime == "franchise"
    if draw.chance(0.25 if untaxed else 0.85):
        entries.append(
            Entry(
                sheet.label("vat_number"),
                (
                    tag(
                        printing.vat_number(supplier.vat_number),
                        "supplier_vat_number",
                        value=supplier.vat_number,
                    ),
                ),
            )
        )
    if draw.chance(0.06):
        entries.pop(0)
    if draw.chance(0.4) and supplier.kind == "company":
        siren = tag(printing.siren(supplier.siren), "supplier_siren", value=supplier.siren)
        town = supplier.registry
        entries.append(
            draw.pick(
                [
                    Entry("RCS", (f"{town} ", siren)),
                    Entry("", (f"RCS {town} B ", siren)),
                    Entry("", (siren, f" RCS {town}")),
                    Entry("SIREN", (siren,)),
                    Entry("R.C.S.", (f"{town} B ", siren)),
                    Entry("", ("RCS ", siren, f" {town}")),
                    Entry("RC", (f"{town} ", siren)),
                    Entry("", ("immatriculée au RCS de ", town, " sous le n° ", siren)),
                ]
            )
        )
    elif supplier.kind == "company" and draw.chance(0.3):
        entries.append(Entry("RCS", (supplier.registry,)))
    if draw.chance(0.45):
        entries.append(
            Entry(
                draw.pick(["APE", "Code APE", "NAF", "Code NAF", "NAF-APE", "NAF/APE", "APE/NAF"]),
                (supplier.ape,),
            )
        )
    if supplier.kind == "company" and draw.chance(0.4):
        capital = f"{supplier.capital:,}".replace(",", draw.pick([" ", ".", ""])) + draw.pick(
            [" €", " euros", " EUR", "€", ",00 €"]
        )
        form = supplier.legal_form
        entries.append(
            draw.pick(
                [
                    Entry("", (f"{form} au capital de {capital}",)),
                    Entry("Capital", (capital,)),
                    Entry("", (f"{form} - Capital social : {capital}",)),
                    Entry("", (f"{form} au capital social de {capital}",)),
                ]
            )
        )
    if draw.chance(0.35):
        draw.shuffle(entries)
    return entries


def address_lines(sheet: Sheet, party: Party, *, country: bool = False) -> list[Pieces]:
    """Street, complement, postcode and town."""
    lines: list[Pieces] = [(party.complement,)] if party.complement else []
    lines.insert(0 if sheet.draw.chance(0.8) else len(lines), (party.street,))
    if sheet.draw.chance(0.03):
        return [(f"{party.street} - {party.postal_town}",)]
    lines.append((party.postal_town,))
    if country or party.country_code != "FR":
        lines.append((party.country.upper(),))
    return lines


def contact_lines(sheet: Sheet) -> list[Pieces]:
    """Some of telephone, fax, e-mail and web."""
    draw, supplier = sheet.draw, sheet.invoice.supplier
    separator = draw.pick([" : ", ": ", " ", ". : "])
    options: list[Pieces] = [
        (draw.pick(["Tél", "Tel", "Téléphone", "T"]) + separator + supplier.phone,),
        (draw.pick(["Mobile", "Port.", "Portable"]) + separator + supplier.mobile,),
        (draw.pick(["Fax", "Télécopie"]) + separator + supplier.phone[:-1] + "9",),
        (draw.pick(["", "E-mail : ", "Mail : ", "Courriel : ", "email: "]) + supplier.email,),
        (draw.pick(["", "Web : ", "Site : "]) + supplier.web,),
    ]
    chosen = draw.some(options, 0, 4)
    if draw.chance(0.2) and len(chosen) > 1:
        return [tuple(" - ".join(str(line[0]) for line in chosen).split("\0"))]
    return chosen
