/**
 * The rows of the VAT breakdown.
 */
import { parseAmount } from "./amounts.js";
import { checkVatRow } from "./checks.js";
import { contractValue, typedValue } from "./values.js";

const COLUMNS = { rate: "Taux (%)", base: "Base HT", amount: "Montant de TVA" };

export class VatTable {
  #count = 0;
  /** @type {object[]} rows of the result that await a click */
  #suggested = [];

  /**
   * @param {HTMLElement} root
   * @param {() => void} changed told when a row changes
   */
  constructor(root, changed) {
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.rowsRoot = part("rows");
    this.template = part("row");
    this.suggestion = part("suggestion");
    this.add = part("add");
    this.changed = changed;
    this.add.onclick = () => this.#append({}).querySelector("input").focus();
    this.suggestion.onclick = () => this.#accept();
  }

  /** @returns {import("./checks.js").VatRow[]} as typed, without blank ones */
  get rows() {
    return [...this.rowsRoot.children].map(rowOf).filter((row) => Object.values(row).some(Boolean));
  }

  /** @returns {Record<string, string | null>[]} rows as typed, in the contract's format */
  get submitted() {
    const value = (text) => contractValue("total_vat", text) || null;
    return this.rows.map(({ rate, base, amount }) => (
      { rate: value(rate), base: value(base), amount: value(amount) }
    ));
  }

  clear() {
    this.rowsRoot.replaceChildren();
    this.#count = 0;
    this.#suggest([]);
  }

  /**
   * Show what was read: filled in if it adds up to totals that are sure, else to be clicked.
   *
   * @param {object} result document
   */
  show(result) {
    const rows = result.vat_breakdown;
    this.clear();
    if (rows.length && addUp(rows, result.fields)) {
      for (const row of rows) this.#append(row, "sure");
      this.changed();
    } else this.#suggest(rows);
  }

  /** Say of each row what does not add up. */
  check() {
    for (const item of this.rowsRoot.children) {
      const text = checkVatRow(rowOf(item));
      const remark = item.querySelector(".bleuet-remark");
      remark.textContent = text && `Erreur : ${text}`;
      remark.hidden = !text;
      for (const input of item.querySelectorAll("input")) {
        if (text) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  }

  #accept() {
    const rows = this.#suggested;
    this.#suggest([]);
    for (const row of rows) this.#append(row, "own");
    this.rowsRoot.querySelector("input")?.focus();
    this.changed();
  }

  /** @param {object[]} rows */
  #suggest(rows) {
    this.#suggested = rows;
    this.suggestion.hidden = rows.length === 0;
    const rates = rows.map(({ rate }) => (rate === null ? "taux inconnu" : percent(rate)));
    this.suggestion.textContent = `Reprendre le détail lu (${rates.join(", ")})`;
  }

  /**
   * @param {{rate?: string, base?: string, amount?: string}} row of the result
   * @param {string} [level] of confidence
   */
  #append(row, level) {
    const number = (this.#count += 1);
    const item = this.template.content.firstElementChild.cloneNode(true);
    item.id = `vat-row-${number}`;
    item.querySelector("legend").textContent = `Taux n° ${number}`;
    for (const input of item.querySelectorAll("input")) {
      const { column } = input.dataset;
      input.setAttribute("aria-label", `${COLUMNS[column]}, taux n° ${number}`);
      input.setAttribute("aria-describedby", `${item.id}-note ${item.id}-remark`);
      input.value = row[column] ? typedValue("total_vat", row[column], "text") : "";
      if (level) input.dataset.bleuet = level;
      input.oninput = () => {
        input.dataset.bleuet = "own";
        item.querySelector(".bleuet-badge").hidden = true;
        this.changed();
      };
    }
    this.#annotate(item, level);
    item.querySelector("button").setAttribute("aria-label", `Retirer le taux n° ${number}`);
    item.querySelector("button").onclick = () => this.#remove(item);
    this.rowsRoot.append(item);
    return item;
  }

  /** @param {HTMLElement} item @param {string} [level] */
  #annotate(item, level) {
    const badge = item.querySelector(".bleuet-badge");
    badge.id = `${item.id}-note`;
    badge.dataset.level = level ?? "";
    badge.textContent = level === "sure" ? "sûr" : "suggestion reprise";
    badge.hidden = !level;
    item.querySelector(".bleuet-remark").id = `${item.id}-remark`;
  }

  /** @param {HTMLElement} item */
  #remove(item) {
    item.remove();
    this.add.focus();
    this.changed();
  }
}

/** @param {Element} item */
function rowOf(item) {
  const entries = [...item.querySelectorAll("input")].map((e) => [e.dataset.column, e.value]);
  return Object.fromEntries(entries);
}

/** Whether rows are right in themselves and make up totals that are sure. */
function addUp(rows, fields) {
  if (!fields.total_net?.prefill || !fields.total_vat?.prefill) return false;
  const texts = rows.map((row) => ({ rate: "", base: "", amount: "", ...nonNull(row) }));
  const sum = (column) => texts.reduce((s, row) => s + (parseAmount(row[column]) ?? NaN), 0);
  const near = (column, field) => Math.abs(Math.abs(sum(column)) - Math.abs(parseAmount(field.value))) <= rows.length;
  return texts.every((row) => !checkVatRow(row) && parseAmount(row.rate) !== null)
    && near("base", fields.total_net) && near("amount", fields.total_vat);
}

/** @param {object} row */
function nonNull(row) {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

/** @param {string} rate */
function percent(rate) {
  return `${Number(rate).toLocaleString("fr-FR")} %`;
}
