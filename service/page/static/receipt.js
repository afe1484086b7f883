/**
 * What was sent, to be read, printed or kept.
 */
import { fieldInfo } from "./vocabulary.js";
import { readableValue } from "./values.js";

/**
 * What a person made of the values read, by field.
 *
 * @param {object} correction body of `POST /v1/corrections`
 */
export function compare({ filled, submitted }) {
  const changes = Object.entries(submitted).map(([name, value]) => {
    const read = filled[name];
    const put = read?.prefill ? read.value : null;
    if (value === read?.value) return { name, value, read, kind: put ? "kept" : "accepted" };
    if (value === null && put === null) return { name, value, read, kind: "blank" };
    return { name, value, read, kind: put ? "changed" : "added" };
  });
  return changes;
}

export class Receipt {
  /** @param {HTMLElement} root */
  constructor(root) {
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.facts = part("facts");
    this.summary = part("summary");
    this.changes = part("changes");
    this.rows = part("rows");
    this.save = part("save");
  }

  /**
   * @param {object} correction that was sent
   * @param {object} answer of the service
   */
  show(correction, answer) {
    const { submitted } = correction;
    const facts = [
      ["Facture", submitted.invoice_number],
      ["Fournisseur", submitted.supplier_name],
      ["Destinataire", submitted.buyer_name],
      ["Net à payer", submitted.amount_due && readableValue("amount_due", submitted.amount_due)],
      ["Reçu n°", answer.id ?? answer.receipt],
      ["Le", new Date().toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" })],
    ];
    this.facts.replaceChildren(...facts.filter(([, value]) => value).flatMap(definition));
    const all = compare(correction);
    const count = (kind) => all.filter((change) => change.kind === kind).length;
    this.summary.textContent = [
      plural(count("kept"), "valeur confirmée", "valeurs confirmées"),
      plural(count("accepted"), "suggestion reprise", "suggestions reprises"),
      plural(count("changed"), "modifiée", "modifiées"),
      plural(count("added"), "saisie", "saisies"),
    ].join(", ").concat(".");
    const changed = all.filter(({ kind }) => kind === "changed" || kind === "added");
    this.changes.hidden = changed.length === 0;
    this.rows.replaceChildren(...changed.map(tableRow));
    this.save.onclick = () => saveAsFile(correction);
  }
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

function tableRow({ name, value, read }) {
  const row = document.createElement("tr");
  const label = textElement("th", fieldInfo(name).label);
  label.scope = "row";
  const [before, after] = [read?.value, value].map((v) => (v ? readableValue(name, v) : "vide"));
  row.append(label, textElement("td", before), textElement("td", after));
  return row;
}

/** @param {string} tag @param {string} text */
function textElement(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

/** @param {number} count @param {string} one @param {string} many */
function plural(count, one, many) {
  return `${count} ${count > 1 ? many : one}`;
}
