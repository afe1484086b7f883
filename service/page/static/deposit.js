/**
 * The deposit page: a file in, a form out. Puts the parts together.
 */
import { announcer } from "./announcer.js";
import { attach } from "./bleuet.js";
import { listenForFiles } from "./drop-zone.js";
import { FindingsList } from "./findings-list.js";
import { FormChecks } from "./form-checks.js";
import { keyAsker } from "./key-dialog.js";
import { Pictures } from "./pictures.js";
import { placesOf } from "./places.js";
import { Problem } from "./problems.js";
import { ReadingStatus } from "./reading-status.js";
import { Receipt, saveAsFile } from "./receipt.js";
import { updateRequirements } from "./requirements.js";
import { Stages } from "./stages.js";
import { StateQuestion } from "./state-question.js";
import { VatTable } from "./vat-table.js";
import { Viewer } from "./viewer.js";

const byId = (id) => document.getElementById(id);
const form = byId("form");
const announce = announcer(byId("announcements"));
const stages = new Stages(document.body);
const attachment = attach(form, {
  askKey: keyAsker(byId("key-dialog")),
  onWait: (problem, seconds) => status.say(`${problem.title} : nouvel essai dans ${seconds} s…`),
});
const { bindings, service } = attachment;
const status = new ReadingStatus(byId("status"), { announce, onCancel: startAgain });
const vatTable = new VatTable(byId("vat"), check);
const checks = new FormChecks(attachment, vatTable);
const list = new FindingsList(byId("findings"), goTo);
const receipt = new Receipt(byId("receipt"));
const stateQuestion = new StateQuestion(byId("state-question"), bindings);
const viewer = new Viewer(byId("viewer"), { onPick: goTo, onPoint: point });

let readAt = 0;

listenForFiles(byId("drop-zone"), byId("file"), deposit);
byId("try-sample").onclick = depositSample;
for (const button of document.querySelectorAll("[data-restart]")) button.onclick = startAgain;
byId("save-form").onclick = () => saveAsFile(attachment.correction());

form.addEventListener("bleuet:prefilled", ({ detail: { result } }) => {
  readAt = performance.now();
  form.removeAttribute("aria-busy");
  vatTable.show(result);
  viewer.show(result.document.pages, placesOf(result));
  status.done(result, [...bindings.values()]);
  check();
});
form.addEventListener("bleuet:changed", check);
form.addEventListener("bleuet:error", ({ detail: { problem, file } }) => {
  startAgain();
  const detail = [problem.detail, `Fichier : ${file.name}`].filter(Boolean).join(" ");
  showProblem(byId("reading-problem"), { title: problem.title, detail });
});
form.addEventListener("focusin", ({ target }) => {
  const name = target.closest("[data-prefill]")?.dataset.prefill ?? target.closest(".vat-row")?.id;
  if (name) viewer.reveal(name);
});
form.addEventListener("keydown", (event) => {
  // to validate is an act of its own, and no slip in a field
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});

/** @param {File} file */
function deposit(file) {
  startAgain();
  stages.show("work", file.name);
  status.begin(file);
  form.setAttribute("aria-busy", "true");
  if (/\.xml$/i.test(file.name) || file.type.endsWith("/xml")) viewer.show(0, []);
  else viewer.open(new Pictures(service, file));
  attachment.read(file);
}

async function depositSample() {
  const answer = await fetch(new URL("./exemple.pdf", import.meta.url)).catch(() => null);
  if (!answer?.ok) return;
  deposit(new File([await answer.blob()], "exemple.pdf", { type: "application/pdf" }));
}

/** Forget everything, and wait for a file. */
function startAgain() {
  attachment.clear();
  viewer.close();
  vatTable.clear();
  checks.clear();
  status.end();
  for (const id of ["reading-problem", "sending-problem"]) byId(id).hidden = true;
  form.removeAttribute("aria-busy");
  check();
  stages.show("drop");
}

/** Look at the form as it stands. */
function check() {
  updateRequirements(bindings);
  const { findings, addsUp } = checks.run();
  attachment.showFindings(findings);
  list.show(findings);
  vatTable.check();
  stateQuestion.follow();
  byId("credit-note-only").hidden = !isCreditNote();
  const wrong = findings.find(({ code }) => code === "totals.inconsistent");
  const sum = byId("sum");
  const text = wrong?.message ?? (addsUp ? "HT + TVA = TTC" : "");
  sum.dataset.level = wrong ? "wrong" : "right";
  if (sum.textContent !== text) sum.textContent = text; // else it would be read out again
  sum.hidden = !text;
}

function isCreditNote() {
  const value = (name) => bindings.get(name).control.value;
  return value("document_type") === "credit_note" || value("original_invoice_number") !== "";
}

/** @param {string} name of a field, or the id of a row of the VAT breakdown */
function goTo(name) {
  const target = bindings.get(name)?.control.target ?? byId(name)?.querySelector("input");
  target?.scrollIntoView({ block: "center", behavior: "instant" });
  target?.focus({ preventScroll: true });
}

/** @param {string[]} names of the fields whose place is pointed at */
function point(names) {
  for (const [name, { control }] of bindings) {
    control.target.closest(".field, fieldset").classList.toggle("is-pointed", names.includes(name));
  }
}

async function submit() {
  checks.wantsRequired = true;
  check();
  const missing = checks.run().findings.find(({ code }) => code === "form.required");
  if (missing) {
    goTo(missing.fields[0]);
    announce(missing.message);
    return;
  }
  const correction = {
    ...attachment.correction(),
    vat_breakdown: vatTable.submitted,
    duration_ms: Math.round(performance.now() - readAt),
  };
  const button = byId("submit");
  if (button.getAttribute("aria-busy")) return;
  byId("sending-problem").hidden = true;
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await service.sendCorrection(correction);
    const presets = [...bindings.values()].filter(({ state }) => state === "preset");
    receipt.show(correction, answer, presets.map(({ name }) => name));
    viewer.close();
    stages.show("receipt", "Saisie validée");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    showProblem(byId("sending-problem"), explained(error));
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {Problem} problem of sending what was typed */
function explained(problem) {
  if (![404, 405, 501].includes(problem.status)) return problem;
  const detail = "Votre saisie reste affichée ; vous pouvez l’enregistrer sur votre poste.";
  return new Problem({ title: "Ce service ne reçoit pas encore les saisies", detail });
}

/**
 * @param {HTMLElement} box an alert
 * @param {{title: string, detail: string}} problem
 */
function showProblem(box, problem) {
  box.querySelector("strong").textContent = problem.title;
  box.querySelector("span").textContent = problem.detail;
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}
