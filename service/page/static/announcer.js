/**
 * Tells screen readers what happened elsewhere on the page.
 *
 * @param {HTMLElement} region with `aria-live`
 * @returns {(text: string) => void}
 */
export function announcer(region) {
  let timer = 0;
  return (text) => {
    // Emptied first, for the same text to be told twice; late, for typing not to be talked over.
    region.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(() => (region.textContent = text), 400);
  };
}
