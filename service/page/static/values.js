/**
 * Values of the contract as a form's fields hold them, and back.
 */
import { contractAmount, parseAmount, readableAmount, typedAmount } from "./amounts.js";
import { fieldInfo } from "./vocabulary.js";

/**
 * What to put into a field.
 *
 * @param {string} name of the field
 * @param {string} value of the contract
 * @param {string} type of the input element, such as `date`
 */
export function typedValue(name, value, type) {
  const { kind } = fieldInfo(name);
  if (kind === "date" && type !== "date") return frenchDate(value);
  if (kind === "amount" && type !== "number") {
    const cents = parseAmount(value);
    return cents === null ? value : typedAmount(cents);
  }
  return value;
}

/**
 * What a field says, as the contract would; as typed where it makes no sense.
 *
 * @param {string} name of the field
 * @param {string} text of the input element
 * @returns {string} empty if blank
 */
export function contractValue(name, text) {
  const { kind } = fieldInfo(name);
  const bare = text.trim();
  if (kind === "code") return bare.replace(/\s/g, "").toUpperCase();
  if (kind === "amount") {
    const cents = parseAmount(bare);
    return cents === null ? bare : contractAmount(cents);
  }
  if (kind === "date") {
    const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(bare);
    if (parts) return `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}`;
  }
  return bare;
}

/**
 * A value for a person to read.
 *
 * @param {string} name of the field
 * @param {string} value of the contract
 */
export function readableValue(name, value) {
  const { kind, choices } = fieldInfo(name);
  if (kind === "date") return frenchDate(value);
  if (kind === "choice") return choices?.[value] ?? value;
  if (kind === "amount") {
    const cents = parseAmount(value);
    return cents === null ? value : readableAmount(cents);
  }
  return value;
}

/** @param {string} iso */
function frenchDate(iso) {
  return iso.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1");
}
