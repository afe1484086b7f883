/**
 * Where a file is dropped or chosen.
 */

/**
 * @param {HTMLElement} zone
 * @param {HTMLInputElement} input for those who choose
 * @param {(file: File) => void} onFile
 */
export function listenForFiles(zone, input, onFile) {
  let depth = 0; // enter and leave come for every child too
  const turn = (steps) => {
    depth = Math.max(0, depth + steps);
    zone.classList.toggle("is-over", depth > 0);
  };
  input.addEventListener("change", () => {
    const [file] = input.files;
    input.value = ""; // the same file may be chosen again
    if (file) onFile(file);
  });
  // On the whole window: a file that misses the zone must not replace the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("dragenter", () => turn(1));
  addEventListener("dragleave", () => turn(-1));
  addEventListener("drop", (event) => {
    event.preventDefault();
    turn(-depth);
    const [file] = event.dataTransfer?.files ?? [];
    if (file && zone.offsetParent !== null) onFile(file);
  });
}
