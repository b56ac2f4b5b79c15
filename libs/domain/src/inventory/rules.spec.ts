import { describe, it, expect } from '@jest/globals';
import { DEFAULT_RULES, layerOf, resolveRules, RULE_KEYS } from './rules.js';

describe('rules of an instrument', () => {
  const instrument = { minMonths: 3 };
  const category = { minMonths: 2, lockMinutes: 120 };
  const above = { lockMinutes: 60, advanceDays: 30 };
  const park = { advanceDays: 90, maxOpenOfCompany: null };
  const layers = [instrument, category, above, park];

  it('are those that are set nearest to it', () => {
    expect(resolveRules(...layers)).toEqual({
      ...DEFAULT_RULES,
      minMonths: 3,
      lockMinutes: 120,
      advanceDays: 30,
      maxOpenOfCompany: null,
    });
  });

  it('are the built-in ones where nobody has set any', () => {
    expect(resolveRules()).toEqual(DEFAULT_RULES);
    expect(resolveRules({ minMonths: undefined }, {})).toEqual(DEFAULT_RULES);
  });

  it('raise a maximum that lies farther off below the minimum', () => {
    expect(resolveRules({ minMonths: 36 })).toMatchObject({ minMonths: 36, maxMonths: 36 });
    expect(resolveRules({ minSessionMinutes: 800 }, { maxSessionMinutes: null }).maxSessionMinutes).toBeNull();
  });

  it('tell where they come from', () => {
    expect(RULE_KEYS.map((key) => layerOf(key, layers)).filter((layer) => layer !== null)).toHaveLength(4);
    expect(layerOf('minMonths', layers)).toBe(0);
    expect(layerOf('advanceDays', layers)).toBe(2);
    // Null is a figure, not a gap: the park has switched the limit off.
    expect(layerOf('maxOpenOfCompany', layers)).toBe(3);
    expect(layerOf('incrementMinutes', layers)).toBeNull();
  });
});
