/**
 * Asks for the key of a service that wants one.
 *
 * @param {HTMLDialogElement} dialog
 * @returns {import("./keys.js").AskKey}
 */
export function keyAsker(dialog) {
  const input = dialog.querySelector("input");
  const remark = dialog.querySelector(".bleuet-remark");
  return (rejected) => new Promise((resolve) => {
    input.value = "";
    remark.hidden = !rejected;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      const key = input.value.trim();
      input.value = "";
      resolve(dialog.returnValue === "ok" && key ? key : null);
    }, { once: true });
    dialog.showModal();
    input.focus();
  });
}
