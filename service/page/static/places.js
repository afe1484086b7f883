/**
 * Where on the pages the values stand.
 */
import { levelOf } from "./confidence.js";
import { fieldInfo } from "./vocabulary.js";
import { readableValue } from "./values.js";

/**
 * @typedef {object} Place
 * @property {number} page from 1
 * @property {number[]} bbox left, top, right, bottom as fractions of the page
 * @property {string[]} names fields, or `vat-row-1` and so on, whose values stand there
 * @property {string} label what a screen reader says
 * @property {import("./confidence.js").Level} level
 */

/** Boxes that overlap as much as this are one place. */
const SAME = 0.7;

/**
 * The places of a result, from the top of the first page.
 *
 * @param {object} result document
 * @returns {Place[]}
 */
export function placesOf(result) {
  /** @type {Place[]} */
  const places = [];
  for (const place of [...fieldPlaces(result), ...vatPlaces(result)]) {
    const same = places.find((other) => other.page === place.page && share(other, place) > SAME);
    if (same) {
      same.names.push(...place.names);
      same.label += ` ; ${place.label}`;
    } else places.push(place);
  }
  return places.sort((a, b) => a.page - b.page || a.bbox[1] - b.bbox[1] || a.bbox[0] - b.bbox[0]);
}

/** @param {object} result */
function fieldPlaces(result) {
  const doubted = new Set(result.findings.flatMap(({ fields }) => fields));
  return Object.entries(result.fields)
    .filter(([, field]) => field?.bbox)
    .map(([name, field]) => ({
      page: field.page,
      bbox: field.bbox,
      names: [name],
      label: `${fieldInfo(name).label} : ${readableValue(name, field.value)}`,
      level: levelOf(field, doubted.has(name)),
    }));
}

/** @param {object} result */
function vatPlaces(result) {
  return result.vat_breakdown
    .map((row, index) => ({ ...row, name: `vat-row-${index + 1}` }))
    .filter(({ bbox }) => bbox)
    .map(({ page, bbox, name, rate }) => ({
      page, bbox, names: [name], label: `Détail de TVA, taux ${rate ?? "inconnu"}`, level: "check",
    }));
}

/** How much of the two boxes together they share. */
function share({ bbox: a }, { bbox: b }) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = ([left, top, right, bottom]) => (right - left) * (bottom - top);
  return (width * height) / (area(a) + area(b) - width * height);
}
