/**
 * What has to be filled depends on what stands elsewhere in the form.
 */
import { STATE_SIRET } from "./identifiers.js";

/**
 * Say of each field that is compulsory at times whether it is now.
 *
 * @param {Map<string, import("./bindings.js").Binding>} bindings
 */
export function updateRequirements(bindings) {
  const value = (name) => bindings.get(name).control.value;
  const isState = value("buyer_siret") === STATE_SIRET;
  // the portal takes no means of payment for a credit note
  const isPaid = value("document_type") !== "credit_note";
  const rules = { service_code: isState, engagement_number: isState, payment_means: isPaid };
  for (const [name, isRequired] of Object.entries(rules)) {
    const { target } = bindings.get(name).control;
    target.required = isRequired;
    target.closest(".field").classList.toggle("is-required", isRequired);
  }
}
