/**
 * A field of the form and what was read for it.
 */
import { describe } from "./confidence.js";
import { Note } from "./notes.js";
import { fieldInfo } from "./vocabulary.js";
import { readableValue } from "./values.js";

/** @typedef {import("./confidence.js").FieldValue} FieldValue */

export class Binding {
  /** @type {import("./confidence.js").State} */
  state = "blank";
  /** @type {FieldValue | null} what was read, whatever stands in the field now */
  field = null;
  /** @type {import("./notes.js").Remark[]} */
  remarks = [];
  #shown = false;
  /** Whether the value read stood in the field once. */
  #wasFilled = false;

  /**
   * @param {import("./controls.js").Control} control
   * @param {object} options
   * @param {HTMLElement | null} options.slot where its note goes
   * @param {AbortSignal} options.signal ends listening
   * @param {(binding: Binding) => void} options.changed told of each change of value or state
   */
  constructor(control, { slot, signal, changed }) {
    this.control = control;
    this.note = new Note(control, slot);
    this.changed = changed;
    if (!control.isUntouched) this.state = "typed";
    control.onTyped(() => this.#typed(), signal);
  }

  get name() {
    return this.control.name;
  }

  /** Whether a value awaits a click. */
  get isSuggested() {
    return this.field !== null && !["prefilled", "accepted", "typed"].includes(this.state);
  }

  /**
   * Show what was read: fill the field if it is sure and no person was there first.
   *
   * @param {FieldValue | null} field
   */
  show(field) {
    this.field = field;
    this.#shown = true;
    this.#wasFilled = false;
    if (this.state === "prefilled" || this.state === "accepted") this.control.reset();
    const isTaken = this.state === "typed" && this.control.value !== "";
    if (!isTaken) {
      this.state = this.control.value === "" ? "blank" : "preset";
      if (field?.prefill && this.control.accepts(field.value)) {
        this.#fill("prefilled");
      }
    }
    this.render();
  }

  /** Take the value over that was read. */
  accept() {
    if (this.field === null) return;
    this.#fill(this.field.prefill ? "prefilled" : "accepted");
    this.render();
    this.control.target.focus();
    this.changed(this);
  }

  /** Forget what was read and what was typed. */
  clear() {
    this.control.reset();
    this.field = null;
    this.state = "blank";
    this.remarks = [];
    this.#shown = false;
    this.note.clear();
  }

  /** @param {import("./notes.js").Remark[]} remarks findings that concern the field */
  remark(remarks) {
    this.remarks = remarks;
    this.render();
  }

  render() {
    if (!this.#shown && this.remarks.length === 0) {
      this.note.clear();
      return;
    }
    const { state, field, remarks } = this;
    const described = describe({
      state, field, doubted: remarks.length > 0, wasFilled: this.#wasFilled,
    });
    this.note.show({ ...described, action: this.#action(), remarks });
  }

  /** The button beside the field, where what was read does not stand in it. */
  #action() {
    const { control, field, state } = this;
    if (!field || state === "prefilled" || state === "accepted") return null;
    if (control.value === field.value || !control.accepts(field.value)) return null;
    const verb = this.#wasFilled ? "Rétablir" : "Reprendre";
    const label = `${verb} « ${readableValue(this.name, field.value)} »`;
    const name = `${label} pour ${fieldInfo(this.name).label}`;
    return { label, name, run: () => this.accept() };
  }

  /** @param {"prefilled" | "accepted"} state */
  #fill(state) {
    this.control.value = this.field.value;
    this.state = state;
    this.#wasFilled = true;
  }

  #typed() {
    const isRead = this.field !== null && this.control.value === this.field.value;
    if (isRead) this.state = this.field.prefill ? "prefilled" : "accepted";
    else {
      this.state = "typed";
      this.remarks = []; // of what stood there before
    }
    if (this.#shown) this.render();
    this.changed(this);
  }
}
