/**
 * "Is the recipient the State?": it has one SIRET.
 */
import { STATE_SIRET } from "./identifiers.js";

export class StateQuestion {
  /**
   * @param {HTMLElement} root with radio buttons `yes` and `no`
   * @param {Map<string, import("./bindings.js").Binding>} bindings
   */
  constructor(root, bindings) {
    this.radios = [...root.querySelectorAll("input")];
    this.bindings = bindings;
    for (const radio of this.radios) radio.onchange = () => this.#answered(radio.value === "yes");
  }

  /** Answer by the SIRET that stands in the form. */
  follow() {
    const siret = this.bindings.get("buyer_siret").control.value;
    const isState = siret === STATE_SIRET;
    for (const radio of this.radios) {
      radio.checked = siret !== "" && (radio.value === "yes") === isState;
    }
  }

  /** @param {boolean} isState */
  #answered(isState) {
    const { control } = this.bindings.get("buyer_siret");
    const wasState = control.value === STATE_SIRET;
    if (isState === wasState) return;
    control.target.value = isState ? STATE_SIRET : "";
    // as if typed: it is the person's answer
    control.target.dispatchEvent(new Event("input", { bubbles: true }));
    for (const radio of this.radios) radio.checked = (radio.value === "yes") === isState;
  }
}
