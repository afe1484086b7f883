/**
 * The fields of the form: what they are called, and what shape their values have.
 */

/** @typedef {"text" | "code" | "date" | "amount" | "choice"} Kind */
/** @typedef {{label: string, kind: Kind, choices?: Record<string, string>}} FieldInfo */

const DOCUMENT_TYPES = { invoice: "Facture", credit_note: "Avoir", other: "Autre document" };
const VAT_REGIMES = {
  on_debits: "TVA sur les débits",
  on_receipts: "TVA sur les encaissements",
  exempt: "Exonération",
  franchise: "Sans TVA (franchise en base)",
  reverse_charge: "Autoliquidation",
};
const PAYMENT_MEANS = {
  transfer: "Virement",
  direct_debit: "Prélèvement",
  cheque: "Chèque",
  card: "Carte",
  cash: "Espèces",
  other: "Autre",
};

/** @type {Record<string, FieldInfo>} */
export const FIELDS = {
  document_type: { label: "Type", kind: "choice", choices: DOCUMENT_TYPES },
  invoice_number: { label: "Numéro de facture", kind: "text" },
  issue_date: { label: "Date de facture", kind: "date" },
  due_date: { label: "Date d’échéance", kind: "date" },
  currency: { label: "Devise", kind: "choice" },
  supplier_name: { label: "Fournisseur", kind: "text" },
  supplier_siret: { label: "SIRET du fournisseur", kind: "code" },
  supplier_siren: { label: "SIREN du fournisseur", kind: "code" },
  supplier_vat_number: { label: "N° de TVA du fournisseur", kind: "code" },
  supplier_iban: { label: "IBAN", kind: "code" },
  supplier_bic: { label: "BIC", kind: "code" },
  buyer_name: { label: "Raison sociale du destinataire", kind: "text" },
  buyer_siret: { label: "SIRET du destinataire", kind: "code" },
  buyer_vat_number: { label: "N° de TVA du destinataire", kind: "code" },
  service_code: { label: "Code service", kind: "text" },
  engagement_number: { label: "N° d’engagement", kind: "text" },
  contract_number: { label: "Numéro du marché", kind: "text" },
  total_net: { label: "Montant HT", kind: "amount" },
  total_vat: { label: "Montant TVA", kind: "amount" },
  total_gross: { label: "Montant TTC", kind: "amount" },
  prepaid_amount: { label: "Déjà payé", kind: "amount" },
  amount_due: { label: "Net à payer", kind: "amount" },
  vat_regime: { label: "Type de TVA", kind: "choice", choices: VAT_REGIMES },
  payment_means: { label: "Mode de règlement", kind: "choice", choices: PAYMENT_MEANS },
  billing_framework: { label: "Cadre de facturation", kind: "choice" },
  original_invoice_number: { label: "Facture d’origine", kind: "text" },
  delivery_date: { label: "Date de livraison", kind: "date" },
};

/**
 * @param {string} name of a field
 * @returns {FieldInfo}
 */
export function fieldInfo(name) {
  return FIELDS[name] ?? { label: name, kind: "text" };
}
