/**
 * Check digits of SIRET numbers.
 */

/** The State's only number, works contracts aside. */
export const STATE_SIRET = "11000201100044";

const LA_POSTE = "356000000";
const LA_POSTE_HEAD_OFFICE = "35600000000048";

/**
 * Whether a SIRET has 14 digits and the right key (Luhn; for La Poste, a sum divisible by 5).
 *
 * @param {string} siret
 */
export function isSiret(siret) {
  if (!/^\d{14}$/.test(siret)) return false;
  const digits = [...siret].map(Number);
  if (siret.startsWith(LA_POSTE) && siret !== LA_POSTE_HEAD_OFFICE) {
    return digits.reduce((sum, digit) => sum + digit, 0) % 5 === 0;
  }
  const doubled = digits.map((digit, index) => (index % 2 === 0 ? digit * 2 : digit));
  return doubled.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
}
