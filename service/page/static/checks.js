/**
 * What the service checks on the document, checked again on the form while a person types.
 */
import { parseAmount, readableAmount } from "./amounts.js";
import { STATE_SIRET, isSiret } from "./identifiers.js";
import { fieldInfo } from "./vocabulary.js";
import { readableValue } from "./values.js";

/**
 * @typedef {object} Finding
 * @property {string} code
 * @property {"error" | "warning"} severity
 * @property {string[]} fields
 * @property {string} message
 * @property {string} [brief] the message where the amounts stand beside it anyway
 */
/** @typedef {{rate: string, base: string, amount: string}} VatRow as typed */
/** @typedef {(name: string) => string} ValueOf the contract's value of a field; empty if blank */

const TOLERANCE = 2;
const money = readableAmount;

/**
 * @param {ValueOf} valueOf
 * @param {VatRow[]} rows of the VAT breakdown, blank ones left out
 * @returns {Map<string, Finding | null>} by code: every check that had what it needs
 */
export function checkForm(valueOf, rows) {
  const checks = new Map();
  // without signs, as the service: a credit note prints its amounts with or without
  const cents = (name) => unsigned(parseAmount(valueOf(name)));
  const note = (code, severity, fields, message, brief) =>
    checks.set(code, message ? { code, severity, fields, message, brief } : null);
  const [net, vat, gross] = ["total_net", "total_vat", "total_gross"].map(cents);

  if (net !== null && vat !== null && gross !== null) {
    note("totals.inconsistent", "error", ["total_net", "total_vat", "total_gross"],
      differ(net + vat, gross) &&
      `HT + TVA ≠ TTC : ${money(net)} + ${money(vat)} = ${money(net + vat)}, et non ${money(gross)}`,
      "HT + TVA ≠ TTC");
  }
  const due = cents("amount_due");
  if (gross !== null && due !== null) {
    const prepaid = cents("prepaid_amount") ?? 0;
    const [more, left] = [due > gross, money(gross - prepaid)];
    note("amount_due.unexplained", more ? "error" : "warning", ["total_gross", "amount_due"],
      differ(gross - prepaid, due) &&
      `Net à payer ${money(due)}, alors que le TTC${prepaid ? " moins le déjà payé" : ""} fait ${left}`,
      `Net à payer ≠ TTC${prepaid ? " − déjà payé" : ""}`);
  }
  const amounts = rows.map(({ amount }) => parseAmount(amount));
  if (vat !== null && rows.length && amounts.every((amount) => amount !== null)) {
    const sum = Math.abs(amounts.reduce((total, amount) => total + amount, 0));
    note("vat.inconsistent", "warning", ["total_vat"],
      differ(sum, vat, rows.length) &&
      `Le détail de TVA fait ${money(sum)}, le total ${money(vat)}`);
  }
  const bases = rows.map(({ base }) => parseAmount(base));
  if (net !== null && rows.length && bases.every((base) => base !== null)) {
    const sum = Math.abs(bases.reduce((total, base) => total + base, 0));
    note("vat.bases_inconsistent", "warning", ["total_net"],
      differ(sum, net, rows.length) &&
      `Les bases du détail de TVA font ${money(sum)}, le montant HT ${money(net)}`);
  }
  checkIdentities(valueOf, note);
  checkDates(valueOf, note);
  for (const name of ["total_net", "total_vat", "total_gross", "prepaid_amount", "amount_due"]) {
    const text = valueOf(name);
    note(`${name}.unreadable`, "error", [name],
      text && parseAmount(text) === null && `« ${text} » n’est pas un montant, comme 1234,56`);
  }
  return checks;
}

/** @param {ValueOf} valueOf */
function checkIdentities(valueOf, note) {
  for (const name of ["supplier_siret", "buyer_siret"]) {
    const siret = valueOf(name);
    if (!siret) continue;
    const wrong = /^\d{14}$/.test(siret) ? "sa clé est fausse" : "il faut 14 chiffres";
    note(`${name}.invalid`, "error", [name], !isSiret(siret) && `${siret} : ${wrong}`);
  }
  if (valueOf("buyer_siret") !== STATE_SIRET) return;
  const missing = ["service_code", "engagement_number"].filter((name) => !valueOf(name));
  const names = missing.map((name) => fieldInfo(name).label.toLowerCase()).join(" et ");
  note("state.reference_missing", "error", missing, missing.length > 0 && `L’État exige : ${names}`);
}

/** @param {ValueOf} valueOf */
function checkDates(valueOf, note) {
  for (const name of ["issue_date", "due_date", "delivery_date"]) {
    const text = valueOf(name);
    note(`${name}.unreadable`, "error", [name],
      text && !isDate(text) && `« ${text} » n’est pas une date, comme 31/12/2025`);
  }
  const [issued, due] = [valueOf("issue_date"), valueOf("due_date")];
  if (!isDate(issued) || !isDate(due)) return;
  const early = `Échéance du ${readableValue("due_date", due)}, avant la date de facture`;
  note("dates.inconsistent", "warning", ["issue_date", "due_date"], due < issued && early);
}

/** @param {string} text whether a day of the calendar, `2025-12-31` */
function isDate(text) {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Whether a row of the VAT breakdown adds up.
 *
 * @param {VatRow} row as typed
 * @returns {string} what does not; empty where nothing can be said
 */
export function checkVatRow({ rate, base, amount }) {
  const [percent, net, vat] = [rate, base, amount].map(parseAmount);
  if (percent === null || net === null || vat === null) return "";
  const reckoned = Math.round((net * percent) / 10_000);
  if (!differ(reckoned, vat)) return "";
  return `${money(percent)} % de ${money(net)} font ${money(reckoned)}, et non ${money(vat)}`;
}

/** @param {number | null} amount */
function unsigned(amount) {
  return amount === null ? null : Math.abs(amount);
}

/** @param {number} left @param {number} right in cents */
function differ(left, right, times = 1) {
  return Math.abs(left - right) > TOLERANCE * times;
}
