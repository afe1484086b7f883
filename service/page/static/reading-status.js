/**
 * What a person sees while a document is being read, and what was read of it.
 */
const LONG_MS = 2500;

const FORMATS = {
  PDF_NON_SIGNE: "PDF non signé",
  PDF_SIGNE_PADES: "PDF signé (PAdES)",
  FACTUR_X: "Factur-X",
  UBL: "XML UBL",
  CII: "XML CII",
};

export class ReadingStatus {
  #timer = 0;

  /**
   * @param {HTMLElement} root
   * @param {{announce: (text: string) => void, onCancel: () => void}} options
   */
  constructor(root, { announce, onCancel }) {
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.progress = part("progress");
    this.text = part("text");
    this.name = part("name");
    this.facts = part("facts");
    this.announce = announce;
    part("cancel").onclick = onCancel;
  }

  /** @param {File} file that is being read */
  begin(file) {
    this.name.textContent = file.name;
    this.facts.textContent = "";
    this.progress.hidden = false;
    this.say("Lecture de la facture…");
    const patience = "Lecture en cours : un document numérisé demande quelques secondes de plus…";
    this.#timer = setTimeout(() => this.say(patience), LONG_MS);
  }

  /** @param {string} text */
  say(text) {
    this.text.textContent = text;
    this.announce(text);
  }

  /**
   * @param {object} result document
   * @param {import("./bindings.js").Binding[]} bindings
   */
  done(result, bindings) {
    this.end();
    this.facts.textContent = factsOf(result).join("\u00a0· ");
    const filled = bindings.filter(({ state }) => state === "prefilled").length;
    const suggested = bindings.filter((binding) => binding.isSuggested).length;
    const doubts = result.findings.length;
    this.announce(
      `Facture lue : ${filled} champs remplis, ${suggested} à confirmer par un clic, `
      + (doubts ? `${doubts} points à vérifier.` : "aucune anomalie relevée."),
    );
  }

  end() {
    clearTimeout(this.#timer);
    this.progress.hidden = true;
  }
}

/** @param {object} result document */
function factsOf({ document, timings_ms: timings }) {
  const { pages, deposit_format: format, page_sources: sources } = document;
  const facts = [FORMATS[format] ?? format];
  if (pages) facts.push(pages > 1 ? `${pages} pages` : "1 page");
  if (sources.includes("ocr")) facts.push("reconnaissance de caractères");
  const seconds = Math.max(timings.total / 1000, 0.01);
  const digits = seconds < 10 ? 2 : 0;
  facts.push(`${seconds.toLocaleString("fr-FR", { maximumFractionDigits: digits })}\u00a0s`);
  return facts;
}
