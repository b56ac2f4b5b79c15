import { describe, it, expect } from '@jest/globals';
import { isCreditCode, normalizeCreditCode } from './credit-code.js';

const VALID = '91350100M000100Y43';
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('unified social credit codes', () => {
  it.each(['91430100563544319E', '91370306MA3TBJ0T8E', '12130000MA0ABC121F'])('knows %s', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it.each([
    ['two letters exchanged', '91130101MA0BAC121X'],
    ['an invented code of a blog', '91310115MA1H8R7C6D'],
    ['Z', '91350100M000100Y4Z'],
    ['S and I', '91130101MA0F12SI7X'],
    ['a letter in the region', '9113010AMA0ABC121X'],
    ['too short', '911301MA0ABC121X'],
    ['lower case', '91350100m000100y43'],
    ['nothing', ''],
  ])('refuses %s', (_why, code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  it('catches every single wrong character', () => {
    for (let place = 0; place < 18; place += 1) {
      for (const other of ALPHABET) {
        if (other === VALID[place]) continue;
        expect(isCreditCode(VALID.slice(0, place) + other + VALID.slice(place + 1))).toBe(false);
      }
    }
  });

  it('reads typed codes without guessing characters', () => {
    expect(normalizeCreditCode(' 9135 0100-m000100y43 ')).toBe(VALID);
    expect(normalizeCreditCode('９１３５０１００Ｍ０００１００Ｙ４３')).toBe(VALID);
    expect(isCreditCode(normalizeCreditCode('9135O100M000100Y43'))).toBe(false);
  });
});
