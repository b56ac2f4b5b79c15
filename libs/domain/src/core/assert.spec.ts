import { describe, it, expect } from '@jest/globals';
import { assertNever, invariant } from './assert.js';
import { joinLocalized } from './localized.js';

describe('programmer mistakes', () => {
  it('throws on a broken precondition and on a case nobody wrote', () => {
    expect(() => invariant(false, 'so it is')).toThrow('so it is');
    expect(() => invariant(true, 'never')).not.toThrow();
    expect(() => assertNever('surprise' as never)).toThrow('surprise');
  });
});

describe('sentences', () => {
  it('joins in both languages', () => {
    expect(
      joinLocalized([
        { zh: '甲', en: 'a' },
        { zh: '乙', en: 'b' },
      ]),
    ).toEqual({ zh: '甲；乙', en: 'a; b' });
    expect(joinLocalized([])).toEqual({ zh: '', en: '' });
  });
});
