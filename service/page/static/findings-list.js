/**
 * All that is to be looked at, above the form.
 */
import { fieldInfo } from "./vocabulary.js";

export class FindingsList {
  #shown = "[]";

  /**
   * @param {HTMLElement} root
   * @param {(name: string) => void} onPick told of the field that a person wants to go to
   */
  constructor(root, onPick) {
    this.root = root;
    this.title = root.querySelector("h2");
    this.list = root.querySelector("ul");
    this.onPick = onPick;
  }

  /** @param {import("./checks.js").Finding[]} findings */
  show(findings) {
    // A button that is replaced between press and release, by the blur of a field, gets no click.
    const shown = JSON.stringify(findings);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.root.hidden = findings.length === 0;
    const count = findings.length;
    this.title.textContent = count > 1 ? `${count} points à vérifier` : "1 point à vérifier";
    this.list.replaceChildren(...findings.map((finding) => this.#item(finding)));
  }

  /** @param {import("./checks.js").Finding} finding */
  #item({ severity, message, fields }) {
    const item = document.createElement("li");
    item.dataset.severity = severity;
    const word = document.createElement("strong");
    word.textContent = severity === "error" ? "Erreur" : "Attention";
    item.append(word, ` : ${message} `);
    for (const name of fields) item.append(this.#link(name), " ");
    return item;
  }

  /** @param {string} name of a field */
  #link(name) {
    const link = document.createElement("button");
    Object.assign(link, { type: "button", className: "link", textContent: fieldInfo(name).label });
    link.onclick = () => this.onPick(name);
    return link;
  }
}
