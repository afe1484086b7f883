/**
 * Fills a form of yours from an invoice.
 *
 *     import { attach } from "https://bleuet.example/static/bleuet.js";
 *     attach(form, { endpoint: "https://bleuet.example", fileInput });
 *
 * The form marks its fields with `data-prefill="invoice_number"` and the like.
 */
import { Service } from "./api.js";
import { Binding } from "./bindings.js";
import { findControls } from "./controls.js";
import { Keys } from "./keys.js";
import { Problem } from "./problems.js";

/**
 * @typedef {object} Options
 * @property {string} [endpoint] address of the service; where this module came from if left out
 * @property {HTMLInputElement} [fileInput] whose file is read as soon as it is chosen
 * @property {string} [key] that the service asks for
 * @property {import("./keys.js").AskKey} [askKey] asks a person for it
 * @property {Record<string, Record<string, string>>} [choices] your form's codes, by field and value
 * @property {boolean} [styles] false: leave out our style sheet
 * @property {import("./api.js").OnWait} [onWait] told before a request is tried again
 */

/** Address that this module was loaded from, up to `/static/`. */
const HOME = import.meta.url.replace(/\/static\/.*$/, "");

/**
 * Fill a form from the files that are given to it.
 *
 * @param {HTMLElement} form the form, or what holds its fields
 * @param {Options} options
 * @returns {Attachment}
 */
export function attach(form, options = {}) {
  if (options.styles !== false) addStyles();
  return new Attachment(form, options);
}

/** A form that is filled; dispatches `bleuet:reading`, `:prefilled`, `:changed` and `:error`. */
export class Attachment {
  #ending = new AbortController();
  /** @type {AbortController | null} */
  #reading = null;
  /** @type {object | null} the result document of the last file that was read */
  result = null;

  /**
   * @param {HTMLElement} form
   * @param {Options} options
   */
  constructor(form, { endpoint = HOME, fileInput, key, askKey, choices, onWait }) {
    this.form = form;
    this.service = new Service(endpoint, { keys: new Keys({ key, ask: askKey }), onWait });
    const { signal } = this.#ending;
    const changed = (binding) => this.#tell("changed", { field: binding.name, binding });
    /** @type {Map<string, Binding>} the form's fields by name */
    this.bindings = new Map();
    for (const [name, control] of findControls(form, choices)) {
      const slot = form.querySelector(`[data-prefill-note="${name}"]`);
      this.bindings.set(name, new Binding(control, { slot, signal, changed }));
    }
    const choose = () => fileInput.files[0] && this.read(fileInput.files[0]);
    fileInput?.addEventListener("change", choose, { signal });
  }

  /**
   * Read a file and fill the form; what goes wrong is told by `bleuet:error`.
   *
   * @param {File} file
   * @returns {Promise<object | null>} the result document; null if there is none
   */
  async read(file) {
    this.cancel();
    const reading = new AbortController();
    this.#reading = reading;
    this.#tell("reading", { file });
    try {
      const result = await this.service.prefill(file, reading.signal);
      if (reading.signal.aborted) return null;
      this.#show(result);
      return result;
    } catch (error) {
      if (reading.signal.aborted) return null;
      if (!(error instanceof Problem)) throw error;
      this.#tell("error", { problem: error, file });
      return null;
    }
  }

  /** Give up reading, if a file is being read. */
  cancel() {
    this.#reading?.abort();
    this.#reading = null;
  }

  /**
   * Show findings at the fields that they concern, in place of those shown so far.
   *
   * @param {{severity: "error" | "warning", message: string, fields: string[]}[]} findings
   */
  showFindings(findings) {
    for (const [name, binding] of this.bindings) {
      const own = findings.filter(({ fields }) => fields.includes(name));
      if (own.length || binding.remarks.length) binding.remark(own);
    }
  }

  /** @returns {object} what the person made of what was read: body of `POST /v1/corrections` */
  correction() {
    const { file, sha256, model_version } = this.result;
    const filled = {};
    const submitted = {};
    for (const [name, { control, field }] of this.bindings) {
      const { value, prefill, confidence } = field ?? {};
      filled[name] = field && { value, prefill, confidence };
      submitted[name] = control.value || null;
    }
    return { file, sha256, model_version, filled, submitted };
  }

  /** Empty the form and forget what was read. */
  clear() {
    this.cancel();
    this.result = null;
    for (const binding of this.bindings.values()) binding.clear();
  }

  /** Leave the form as it is, and no longer listen to it. */
  detach() {
    this.cancel();
    this.#ending.abort();
    for (const { note } of this.bindings.values()) note.remove();
  }

  /** @param {object} result */
  #show(result) {
    this.result = result;
    for (const [name, binding] of this.bindings) {
      binding.remarks = [];
      binding.show(result.fields[name] ?? null);
    }
    this.showFindings(result.findings);
    const filled = [...this.bindings.values()].filter(({ state }) => state === "prefilled");
    this.#tell("prefilled", { result, filled: filled.map(({ name }) => name) });
  }

  /** @param {string} event @param {object} detail */
  #tell(event, detail) {
    this.form.dispatchEvent(new CustomEvent(`bleuet:${event}`, { bubbles: true, detail }));
  }
}

/** Our style sheet, once a page. */
function addStyles() {
  const href = new URL("./bleuet.css", import.meta.url).href;
  if ([...document.querySelectorAll("link")].some((link) => link.href === href)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}
