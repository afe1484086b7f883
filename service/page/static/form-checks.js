/**
 * The findings on the form as it stands: those of the document that still hold, and our own.
 */
import { checkForm } from "./checks.js";
import { fieldInfo } from "./vocabulary.js";

export class FormChecks {
  /** Whether a person tried to submit, so that what is missing is to be told. */
  wantsRequired = false;

  /**
   * @param {import("./bleuet.js").Attachment} attachment
   * @param {import("./vat-table.js").VatTable} vatTable
   */
  constructor(attachment, vatTable) {
    this.attachment = attachment;
    this.vatTable = vatTable;
  }

  clear() {
    this.wantsRequired = false;
  }

  /** @returns {{findings: import("./checks.js").Finding[], addsUp: boolean}} errors first */
  run() {
    const { bindings, result } = this.attachment;
    const valueOf = (name) => bindings.get(name)?.control.value ?? "";
    const own = checkForm(valueOf, this.vatTable.rows);
    // What was found on the document says nothing of what a person put in its place.
    const isTyped = (name) => bindings.get(name)?.state === "typed";
    const still = (result?.findings ?? []).filter(
      ({ code, fields }) => !own.has(code) && !fields.some(isTyped),
    );
    const findings = [...still, ...[...own.values()].filter(Boolean), ...this.#missing()];
    const isError = ({ severity }) => (severity === "error" ? 0 : 1);
    findings.sort((a, b) => isError(a) - isError(b));
    return { findings, addsUp: own.get("totals.inconsistent") === null };
  }

  /** Fields that have to be filled and are not, once it is time to say so. */
  #missing() {
    if (!this.wantsRequired) return [];
    return [...this.attachment.bindings.values()]
      .filter(({ control }) => control.elements[0].required && !control.value)
      .map(({ name }) => ({
        code: "form.required",
        severity: "error",
        fields: [name],
        message: `${fieldInfo(name).label} : ce champ est obligatoire`,
      }));
  }
}
