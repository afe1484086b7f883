/**
 * What was sent, to be read, printed or kept.
 */
import { fieldInfo } from "./vocabulary.js";
import { readableValue } from "./values.js";

/** What the service says of each field, and how it is told. */
const OUTCOMES = [
  ["accepted", "valeur confirmée", "valeurs confirmées"],
  ["suggestion_accepted", "suggestion reprise", "suggestions reprises"],
  ["changed", "modifiée", "modifiées"],
  ["cleared", "effacée", "effacées"],
  ["by_hand", "saisie", "saisies"],
];
const CHANGED = ["changed", "cleared", "suggestion_changed", "by_hand"];

export class Receipt {
  /** @param {HTMLElement} root */
  constructor(root) {
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.facts = part("facts");
    this.summary = part("summary");
    this.changes = part("changes");
    this.rows = part("rows");
    this.keeping = part("keeping");
    this.save = part("save");
  }

  /**
   * @param {object} correction that was sent
   * @param {object} answer of the service
   * @param {string[]} presets fields that stand as the form came
   */
  show(correction, answer, presets) {
    const { submitted, filled, sha256 } = correction;
    const facts = [
      ["Facture", submitted.invoice_number],
      ["Fournisseur", submitted.supplier_name],
      ["Destinataire", submitted.buyer_name],
      ["Net à payer", submitted.amount_due && readableSum(submitted.amount_due, submitted.currency)],
      ["Validée le", readableTime(new Date())],
      ["Empreinte du fichier", sha256.replace(/.{8}(?=.)/g, "$& ")],
    ];
    this.facts.replaceChildren(...facts.filter(([, value]) => value).flatMap(definition));
    const outcomes = Object.entries(answer.outcomes ?? {}).filter(([n]) => !presets.includes(n));
    const told = OUTCOMES.map(([outcome, one, many]) => {
      const count = outcomes.filter(([, other]) => other === outcome).length;
      return count && `${count} ${count > 1 ? many : one}`;
    });
    this.summary.textContent = told.filter(Boolean).join(", ");
    const changed = outcomes.filter(([, outcome]) => CHANGED.includes(outcome));
    this.changes.hidden = changed.length === 0;
    this.rows.replaceChildren(
      ...changed.map(([name]) => tableRow(name, filled[name]?.value, submitted[name])),
    );
    this.keeping.textContent = keepingOf(answer);
    this.save.onclick = () => saveAsFile(correction);
  }
}

/** @param {{kept?: boolean, kept_until?: string | null}} answer of the service */
function keepingOf({ kept, kept_until: until }) {
  if (!kept) return "Ni le fichier ni la saisie n’ont été conservés.";
  const time = until ? ` jusqu’au ${readableTime(new Date(until))}` : "";
  return `Comme votre organisation l’a demandé, la saisie est conservée${time}.`;
}

/** @param {string} amount @param {string | null} currency */
function readableSum(amount, currency) {
  return [readableValue("amount_due", amount), currency === "EUR" ? "€" : currency]
    .filter(Boolean).join("\u00a0");
}

/** @param {Date} time */
function readableTime(time) {
  return time.toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
}

/**
 * Let a person keep what they typed, as a file of their own.
 *
 * @param {object} correction
 */
export function saveAsFile(correction) {
  const text = JSON.stringify(correction, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = `${correction.file.replace(/\.[^.]+$/, "")}-saisie.json`;
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** @param {[string, string]} fact */
function definition([term, value]) {
  return [textElement("dt", term), textElement("dd", value)];
}

/**
 * @param {string} name of a field
 * @param {string | undefined} read
 * @param {string | null} submitted
 */
function tableRow(name, read, submitted) {
  const row = document.createElement("tr");
  const label = textElement("th", fieldInfo(name).label);
  label.scope = "row";
  const [before, after] = [read, submitted].map((v) => (v ? readableValue(name, v) : "vide"));
  row.append(label, textElement("td", before), textElement("td", after));
  return row;
}

/** @param {string} tag @param {string} text */
function textElement(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}
