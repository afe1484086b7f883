"""What the service is sure of, fixed: that changes with each model, and what the page does not."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext

_FIX = """
const SUGGESTED = %s, STATED = %s;
const NOWHERE = { page: null, bbox: null, source: "derived" };
const fetched = window.fetch;
window.fetch = async (address, request) => {
  const answer = await fetched(address, request);
  if (!answer.ok || !String(address).endsWith("/v1/prefill")) return answer;
  const result = await answer.clone().json();
  const { fields, document: { pages } } = result;
  if (fields.invoice_number?.value !== "FA-2025-0147" || !pages) return answer;
  for (const [name, value] of Object.entries(STATED)) {
    fields[name] = { value, raw: value, ...NOWHERE, ...fields[name] };
  }
  for (const [name, field] of Object.entries(fields)) {
    if (!field) continue;
    field.prefill = !SUGGESTED.includes(name);
    field.confidence = field.prefill ? 0.995 : 0.8;
  }
  const { status, headers } = answer;
  return new Response(JSON.stringify(result), { status, headers });
};
"""
_STATED = {
    "supplier_name": "ATELIER DES TROIS RIVES SARL",
    "vat_regime": "on_debits",
    "payment_means": "transfer",
}
_SUGGESTED = ("supplier_name", "vat_regime")


def fix_decisions(context: BrowserContext) -> None:
    """Have the samples' values all be sure but two; other documents are left alone."""
    context.add_init_script(_FIX % (json.dumps(_SUGGESTED), json.dumps(_STATED)))
