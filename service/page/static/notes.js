/**
 * What stands beside a field: how sure its value is, a suggestion to take over, findings.
 */

/** @typedef {{severity: "error" | "warning", message: string, brief?: string}} Remark */

let count = 0;

export class Note {
  /**
   * @param {import("./controls.js").Control} control the field, which the note then describes
   * @param {HTMLElement | null} slot where to stand; null for right after the field
   */
  constructor(control, slot) {
    this.control = control;
    this.root = element("span", "bleuet-note");
    this.badge = element("span", "bleuet-badge");
    this.button = element("button", "bleuet-suggestion");
    this.button.type = "button";
    this.remarks = element("span", "bleuet-remarks");
    this.badge.id = `bleuet-note-${(count += 1)}`;
    this.remarks.id = `${this.badge.id}-remarks`;
    this.root.append(this.badge, this.button, this.remarks);
    if (slot) slot.append(this.root);
    else control.anchor.after(this.root);
    for (const described of this.#described()) addReferences(described, this.#ids());
    this.clear();
  }

  /** Say nothing. */
  clear() {
    this.root.hidden = true;
    this.#mark(null, false);
  }

  /**
   * @param {object} content
   * @param {import("./confidence.js").Level} content.level
   * @param {string} content.text
   * @param {{label: string, name: string, run: () => void} | null} content.action
   * @param {Remark[]} content.remarks
   */
  show({ level, text, action, remarks }) {
    this.root.hidden = false;
    this.badge.dataset.level = level;
    this.badge.textContent = text;
    this.button.hidden = action === null;
    this.button.textContent = action?.label ?? "";
    this.button.setAttribute("aria-label", action?.name ?? "");
    this.button.onclick = action?.run ?? null;
    this.remarks.hidden = remarks.length === 0;
    this.remarks.replaceChildren(...remarks.map(remarkLine));
    this.#mark(level, remarks.some(({ severity }) => severity === "error"));
  }

  /** Take everything away again. */
  remove() {
    this.clear();
    for (const described of this.#described()) removeReferences(described, this.#ids());
    this.root.remove();
  }

  #ids() {
    return [this.badge.id, this.remarks.id];
  }

  /** What a screen reader reads the note with. */
  #described() {
    const { anchor, elements, isRadio } = this.control;
    return isRadio && anchor instanceof HTMLFieldSetElement ? [anchor] : elements;
  }

  /**
   * @param {import("./confidence.js").Level | null} level
   * @param {boolean} wrong
   */
  #mark(level, wrong) {
    for (const own of this.control.elements) {
      if (level) own.dataset.bleuet = level;
      else delete own.dataset.bleuet;
      if (wrong && !this.control.isRadio) own.setAttribute("aria-invalid", "true");
      else own.removeAttribute("aria-invalid");
    }
  }
}

/** @param {Remark} remark */
function remarkLine({ severity, message, brief }) {
  const line = element("span", "bleuet-remark");
  line.dataset.severity = severity;
  line.textContent = `${severity === "error" ? "Erreur" : "Attention"} : ${brief ?? message}`;
  return line;
}

/**
 * @param {string} tag
 * @param {string} name class
 */
function element(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}

/** @param {Element} described @param {string[]} ids */
function addReferences(described, ids) {
  const known = (described.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  described.setAttribute("aria-describedby", [...known, ...ids].join(" "));
}

/** @param {Element} described @param {string[]} ids */
function removeReferences(described, ids) {
  const known = (described.getAttribute("aria-describedby") ?? "").split(" ");
  const left = known.filter((id) => id && !ids.includes(id));
  if (left.length) described.setAttribute("aria-describedby", left.join(" "));
  else described.removeAttribute("aria-describedby");
}
