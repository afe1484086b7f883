/**
 * How sure a value is, in words.
 */

/** Of the values given this confidence or more, at least 19 in 20 are right. */
const SURE = 0.95;

/**
 * @typedef {object} FieldValue a field of the result document
 * @property {string} value
 * @property {number} confidence
 * @property {boolean} prefill
 * @property {number | null} page
 * @property {number[] | null} bbox
 * @property {"text_layer" | "ocr" | "xml" | "derived"} source
 */

/** @typedef {"sure" | "check" | "suggestion" | "own" | "absent"} Level */
/** @typedef {"blank" | "preset" | "prefilled" | "accepted" | "typed"} State */

const SOURCES = { xml: "lu dans le XML", derived: "déduit d’un autre champ" };

/**
 * How sure a value that was read is.
 *
 * @param {FieldValue} field
 * @param {boolean} doubted whether a finding concerns it
 * @returns {Level}
 */
export function levelOf(field, doubted = false) {
  if (!field.prefill) return "suggestion";
  return doubted || field.confidence < SURE ? "check" : "sure";
}

/**
 * What to say beside a field.
 *
 * @param {object} about
 * @param {State} about.state of the field on the form
 * @param {FieldValue | null} about.field what was read
 * @param {boolean} about.doubted whether a finding concerns it
 * @param {boolean} about.wasFilled whether what was read stood in the field once
 * @returns {{level: Level, text: string}}
 */
export function describe({ state, field, doubted, wasFilled }) {
  if (state === "typed") {
    return { level: "own", text: wasFilled ? "modifié par vous" : "saisi par vous" };
  }
  if (state === "accepted") return { level: "own", text: "suggestion reprise" };
  if (field) {
    const level = levelOf(field, doubted);
    return { level, text: [WORDS[level](field), SOURCES[field.source]].filter(Boolean).join(", ") };
  }
  return { level: "absent", text: state === "preset" ? "valeur par défaut" : "non trouvé" };
}

const WORDS = {
  sure: () => "sûr",
  check: () => "à vérifier",
  /** @param {FieldValue} field */
  suggestion: (field) => `suggestion, sûre à ${Math.round(field.confidence * 100)} %`,
};
