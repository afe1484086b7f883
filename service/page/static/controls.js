/**
 * A field of a form that is to be filled: an input, a list, or a group of radio buttons.
 */
import { contractValue, typedValue } from "./values.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} FormElement */

/**
 * The fields that a form has marked with `data-prefill="…"`.
 *
 * @param {HTMLElement} form
 * @param {Record<string, Record<string, string>>} choices the form's own codes, by field and value
 * @returns {Map<string, Control>}
 */
export function findControls(form, choices = {}) {
  /** @type {Map<string, FormElement[]>} */
  const elements = new Map();
  for (const element of form.querySelectorAll("[data-prefill]")) {
    const name = element.dataset.prefill;
    elements.set(name, [...(elements.get(name) ?? []), element]);
  }
  return new Map(
    [...elements].map(([name, own]) => [name, new Control(name, own, choices[name])]),
  );
}

export class Control {
  /** Whether we, not a person, are changing the value. */
  #filling = false;

  /**
   * @param {string} name of the field
   * @param {FormElement[]} elements one, or several radio buttons
   * @param {Record<string, string>} [codes] the form's code of each of the contract's values
   */
  constructor(name, elements, codes = {}) {
    this.name = name;
    this.elements = elements;
    this.codes = codes;
    this.isRadio = elements[0].type === "radio";
  }

  /** What to focus to be in the field. */
  get target() {
    return this.elements.find((element) => element.checked) ?? this.elements[0];
  }

  /** What notes stand after. */
  get anchor() {
    if (!this.isRadio) return this.elements[0];
    return this.elements[0].closest("fieldset") ?? this.elements.at(-1);
  }

  /** @returns {string} the value as the contract would have it; empty if blank */
  get value() {
    const text = this.#text();
    const [own] = Object.entries(this.codes).find(([, code]) => code === text) ?? [];
    return own ?? contractValue(this.name, text);
  }

  /** @param {string} value of the contract; empty for none */
  set value(value) {
    this.#filling = true;
    const text = this.#coded(value);
    if (this.isRadio) for (const radio of this.elements) radio.checked = radio.value === text;
    else setNatively(this.elements[0], text);
    const changed = this.target;
    // so that a form that reckons or validates takes notice
    changed.dispatchEvent(new Event("input", { bubbles: true }));
    changed.dispatchEvent(new Event("change", { bubbles: true }));
    this.#filling = false;
  }

  /** Whether what stands there is what the form came with, and no answer of a person's. */
  get isUntouched() {
    if (this.isRadio) return this.elements.every((e) => e.checked === e.defaultChecked);
    const [element] = this.elements;
    if (!(element instanceof HTMLSelectElement)) return element.value === "";
    const preset = [...element.options].findIndex((option) => option.defaultSelected);
    return element.selectedIndex === Math.max(preset, 0);
  }

  /** Put back what the form came with. */
  reset() {
    if (this.isRadio) for (const radio of this.elements) radio.checked = radio.defaultChecked;
    else if (this.elements[0] instanceof HTMLSelectElement) {
      for (const option of this.elements[0].options) option.selected = option.defaultSelected;
    } else this.value = "";
  }

  /**
   * Whether the field can hold a value: a list holds only its options.
   *
   * @param {string} value of the contract
   */
  accepts(value) {
    const text = this.#coded(value);
    if (this.isRadio) return this.elements.some((radio) => radio.value === text);
    const [element] = this.elements;
    if (!(element instanceof HTMLSelectElement)) return true;
    return [...element.options].some((option) => option.value === text);
  }

  /**
   * Call back when a person changes the value.
   *
   * @param {() => void} changed
   * @param {AbortSignal} signal ends it
   */
  onTyped(changed, signal) {
    for (const element of this.elements) {
      for (const event of ["input", "change"]) {
        element.addEventListener(event, () => this.#filling || changed(), { signal });
      }
    }
  }

  #text() {
    if (!this.isRadio) return this.elements[0].value;
    return this.elements.find((radio) => radio.checked)?.value ?? "";
  }

  /** @param {string} value */
  #coded(value) {
    return this.codes[value] ?? typedValue(this.name, value, this.elements[0].type);
  }
}

/**
 * By the element's own setter: frameworks that keep the last value put theirs in front of it.
 *
 * @param {FormElement} element
 * @param {string} text
 */
function setNatively(element, text) {
  const prototype = Object.getPrototypeOf(element);
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(element, text);
}
