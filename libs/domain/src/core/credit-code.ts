const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/**
 * Whether a unified social credit code is one that an authority could have issued:
 * 18 characters without I, O, S, V, Z, digits in the region (3rd to 8th), right check character
 * (GB 32100-2015, rules §5). Takes the stored form; typed text goes through `normalizeCreditCode` first.
 */
export function isCreditCode(code: string): boolean {
  if (!SHAPE.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17];
}

/**
 * The stored form of a typed credit code: no spaces or dashes, half-width, upper case.
 * O and 0 are never exchanged: a wrong character must fail the check, not be guessed.
 */
export function normalizeCreditCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-‐-―−]/g, '')
    .toUpperCase();
}
