/**
 * Amounts as people type them, reckoned in whole cents.
 */
const THIN_SPACE = "\u202f";

/**
 * Reads an amount: `1 234,56 €`, `1.234,56`, `1234.5`, `-12`; the comma is the decimal mark.
 *
 * @param {string} text
 * @returns {number | null} cents; null for what is blank or no amount
 */
export function parseAmount(text) {
  const bare = text.replace(/[\s\u00a0\u202f]|€|EUR|%/gi, "").replace(/^[−–]/, "-");
  if (!/^[+-]?\d[\d.,]*$/.test(bare)) return null;
  const [whole, cents] = split(bare.replace(/^[+-]/, ""));
  if (whole === null || !/^\d*$/.test(cents) || cents.length > 2) return null;
  const value = Number(whole) * 100 + Number(cents.padEnd(2, "0"));
  if (!Number.isSafeInteger(value)) return null;
  return bare.startsWith("-") ? -value : value;
}

/**
 * Whole units and decimals, by the last mark; marks before it separate thousands.
 *
 * @param {string} digits
 * @returns {[string | null, string]}
 */
function split(digits) {
  const last = Math.max(digits.lastIndexOf(","), digits.lastIndexOf("."));
  if (last < 0) return [digits, ""];
  const mark = digits[last];
  const isThousands = digits.indexOf(mark) < last || /\.\d{3}$/.test(digits);
  const whole = isThousands ? digits : digits.slice(0, last);
  const groups = whole.split(/[.,]/);
  if (groups.slice(1).some((group) => group.length !== 3)) return [null, ""];
  return [groups.join(""), isThousands ? "" : digits.slice(last + 1)];
}

/**
 * For reading: `1 234,56`.
 *
 * @param {number} cents
 */
export function readableAmount(cents) {
  const [whole, decimals] = typedAmount(cents).split(",");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)},${decimals}`;
}

/**
 * For a field: `1234,56`.
 *
 * @param {number} cents
 */
export function typedAmount(cents) {
  return contractAmount(cents).replace(".", ",");
}

/**
 * As the contract has it: `1234.56`.
 *
 * @param {number} cents
 */
export function contractAmount(cents) {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
