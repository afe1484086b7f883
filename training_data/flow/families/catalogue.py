"""Which structure programs of flowing documents there are, and what each likes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from training_data.flow.families import (
    agency_work,
    bilingual_bills,
    branded,
    commerce,
    counsel_fees,
    credit_return,
    erp_prints,
    fleet_statements,
    letters,
    marketplaces,
    medical_supply,
    metered_bill,
    mobile_bills,
    office,
    public,
    public_issuer,
    school_office,
    services,
    site_accounts,
    software,
    soloists,
    subscriptions,
    trades,
    training_courses,
    upkeep_contracts,
    workshop_bills,
)
from training_data.flow.nodes import FlowDocument
from training_data.flow.page import Page


@dataclass(frozen=True, slots=True)
class FlowFamily:
    """A structure program whose documents are laid out by a rendering engine.

    Attributes:
        compose: arranges a document.
        weight: how often it is drawn.
        content: arguments for `compose_invoice`.
        paper: width and height in points.
        sizes: least and most type size of running text, points.
        fonts: of names that are drawn into pictures.
        mono: probability of a typewriter's face.
        html: probability of WeasyPrint rather than Typst.
    """

    compose: Callable[[Page], FlowDocument]
    weight: float = 1.0
    content: Mapping[str, Any] = field(default_factory=dict)
    paper: tuple[float, float] = (595.0, 842.0)
    sizes: tuple[float, float] = (7.5, 10.0)
    fonts: tuple[str, ...] = ("helvetica", "times")
    mono: float = 0.02
    html: float = 0.5


_LARGE = (9.0, 11.0)

FLOW_FAMILIES: Mapping[str, FlowFamily] = {
    "correspondence": FlowFamily(office.compose_correspondence, 1.2, sizes=_LARGE),
    "fee_statement": FlowFamily(
        office.compose_fee_statement, 0.8, {"kind": "legal", "lines": (1, 6)}, sizes=_LARGE
    ),
    "timesheet": FlowFamily(office.compose_timesheet, 1.0, {"kind": "services", "lines": (2, 12)}),
    "ruled_form": FlowFamily(office.compose_ruled_form, 1.0, mono=0.06),
    "header_cells": FlowFamily(software.compose_header_cells, 1.8, {"lines": (2, 14)}),
    "three_panels": FlowFamily(software.compose_three_panels, 1.3),
    "modern_cards": FlowFamily(branded.compose_modern_cards, 1.5),
    "ribbon": FlowFamily(branded.compose_ribbon, 0.9, {"lines": (1, 7)}, sizes=(7.0, 9.0)),
    "masthead": FlowFamily(branded.compose_masthead, 1.2),
    "brand_footer": FlowFamily(branded.compose_brand_footer, 1.7),
    "ledger": FlowFamily(
        software.compose_ledger, 1.3, {"lines": (4, 24)}, sizes=(6.8, 8.5), mono=0.08
    ),
    "mosaic": FlowFamily(software.compose_mosaic, 1.8),
    "wide_sheet": FlowFamily(software.compose_wide_sheet, 0.5, paper=(842.0, 595.0)),
    "web_order": FlowFamily(commerce.compose_web_order, 1.2, {"kind": "supplies"}),
    "hotel_stay": FlowFamily(trades.compose_hotel_stay, 0.8, {"kind": "hotel", "lines": (1, 8)}),
    "garage": FlowFamily(trades.compose_garage, 0.8, {"kind": "garage", "lines": (2, 14)}),
    "carrier": FlowFamily(trades.compose_carrier, 0.8, {"kind": "transport"}),
    "renewal": FlowFamily(commerce.compose_renewal, 0.7, {"kind": "press", "lines": (1, 4)}),
    "energy_summary": FlowFamily(
        services.compose_energy_summary, 1.2, {"kind": "utilities", "lines": (2, 12)}
    ),
    "telecom_summary": FlowFamily(
        services.compose_telecom_summary, 1.1, {"kind": "telecom", "lines": (2, 14)}
    ),
    "revenue_order": FlowFamily(
        public.compose_revenue_order, 0.6, {"kind": "municipal", "document_type": "invoice"}
    ),
    "membership": FlowFamily(
        public.compose_membership, 0.6, {"kind": "dues", "lines": (1, 3), "sole": True}
    ),
    "works_statement": FlowFamily(
        public.compose_works_statement, 1.3, {"works": True, "kind": "works", "lines": (3, 14)}
    ),
    "factored": FlowFamily(public.compose_factored, 1.0, sizes=(7.0, 9.0)),
    "credit_memo": FlowFamily(public.compose_credit_memo, 0.6, {"document_type": "credit_note"}),
    "lots": FlowFamily(public.compose_lots, 1.0),
    "typed_letter": FlowFamily(
        letters.compose_typed_letter, 1.3, {"sole": True, "lines": (1, 6)}, sizes=(9.5, 11.5)
    ),
    "medical_supply": FlowFamily(
        medical_supply.compose_medical_supply,
        1.2,
        {"kind": "medical", "lines": (3, 34)},
        sizes=(7.0, 9.0),
        html=0.35,
    ),
    "laboratory": FlowFamily(
        medical_supply.compose_laboratory, 0.9, {"kind": "laboratory", "lines": (2, 12)}
    ),
    "saas_bill": FlowFamily(subscriptions.compose_saas_bill, 1.1, {"kind": "it", "lines": (1, 11)}),
    "parcel_order": FlowFamily(marketplaces.compose_parcel_order, 1.1, {"kind": "supplies"}),
    "marketplace_sale": FlowFamily(
        marketplaces.compose_marketplace_sale, 0.9, {"kind": "supplies", "lines": (1, 6)}
    ),
    "school_supply": FlowFamily(
        school_office.compose_school_supply, 1.1, {"kind": "schoolbooks", "lines": (3, 24)}
    ),
    "print_shop": FlowFamily(
        school_office.compose_print_shop, 0.9, {"kind": "printing", "lines": (1, 6)}
    ),
    "energy_bill": FlowFamily(
        metered_bill.compose_energy_bill, 0.8, {"kind": "energy", "lines": (3, 16)}
    ),
    "water_bill": FlowFamily(
        metered_bill.compose_water_bill, 0.7, {"kind": "water", "lines": (3, 12)}
    ),
    "report_print": FlowFamily(
        erp_prints.compose_report_print, 1.2, {"lines": (1, 12)}, sizes=(8.0, 10.0)
    ),
    "module_print": FlowFamily(
        erp_prints.compose_module_print, 1.2, {"lines": (1, 12)}, sizes=(7.0, 9.0)
    ),
    "solo_app": FlowFamily(
        soloists.compose_solo_app, 1.3, {"kind": "services", "sole": True, "lines": (1, 6)}
    ),
    "portfolio": FlowFamily(soloists.compose_portfolio, 1.0, {"kind": "services", "lines": (1, 7)}),
    "training_course": FlowFamily(
        training_courses.compose_training_course, 1.1, {"kind": "services", "lines": (1, 5)}
    ),
    "temp_agency": FlowFamily(
        agency_work.compose_temp_agency, 0.9, {"kind": "staffing", "lines": (2, 14)}
    ),
    "caterer": FlowFamily(agency_work.compose_caterer, 0.8, {"kind": "catering", "lines": (1, 9)}),
    "licence_reseller": FlowFamily(
        agency_work.compose_licence_reseller, 1.1, {"kind": "licences", "lines": (1, 9)}
    ),
    "public_issuer": FlowFamily(
        public_issuer.compose_public_issuer, 0.9, {"kind": "academic", "lines": (1, 5)}
    ),
    "expert_fee": FlowFamily(
        public_issuer.compose_expert_fee, 0.9, {"kind": "services", "lines": (1, 5)}, sizes=_LARGE
    ),
    "three_sirets": FlowFamily(public_issuer.compose_three_sirets, 1.3, sizes=(6.8, 8.5)),
    "credit_return": FlowFamily(
        credit_return.compose_credit_return, 0.8, {"document_type": "credit_note"}
    ),
    "site_account": FlowFamily(
        site_accounts.compose_site_account,
        1.3,
        {"works": True, "kind": "works", "lines": (2, 16)},
        sizes=(7.5, 9.5),
    ),
    "mobile_bill": FlowFamily(
        mobile_bills.compose_mobile_bill, 1.0, {"kind": "telecom", "lines": (3, 14)}, html=0.3
    ),
    "fleet_statement": FlowFamily(
        fleet_statements.compose_fleet_statement,
        1.0,
        {"kind": "transport", "lines": (3, 22)},
        sizes=(6.8, 9.0),
    ),
    "bilingual_bill": FlowFamily(
        bilingual_bills.compose_bilingual_bill, 0.9, {"english": True, "lines": (1, 10)}
    ),
    "upkeep_contract": FlowFamily(
        upkeep_contracts.compose_upkeep_contract, 1.2, {"kind": "upkeep", "lines": (1, 9)}
    ),
    "counsel_fees": FlowFamily(
        counsel_fees.compose_counsel_fees,
        1.0,
        {"kind": "legal", "lines": (1, 7)},
        sizes=(9.0, 11.0),
    ),
    "workshop_bill": FlowFamily(
        workshop_bills.compose_workshop_bill, 0.8, {"kind": "garage", "lines": (2, 13)}
    ),
    "hire_bill": FlowFamily(
        workshop_bills.compose_hire_bill, 0.8, {"kind": "hire", "lines": (1, 8)}
    ),
}
