import { describe, it, expect } from '@jest/globals';
import { accrualDifference, targetCharges } from './accrual.js';
import type { ItemSource } from './item-target.js';

const ALL = { upToMonth: '2099-12', today: '2026-03-15' };
const item = (given: Partial<ItemSource> = {}): ItemSource => ({
  kind: 'item',
  component: 'damage',
  month: '2026-03',
  amountFen: 113_000,
  tax: { rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*赔偿' },
  reason: '物镜划伤',
  withdrawn: false,
  ...given,
});

describe('what somebody stated', () => {
  it('is owed once, in its month, taxed out of the amount, with its reason', () => {
    const [line, ...rest] = targetCharges(item(), ALL);
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      component: 'damage',
      month: '2026-03',
      amountFen: 113_000,
      netFen: 100_000,
      taxFen: 13_000,
    });
    expect(line!.explanation.text).toEqual({ zh: '物镜划伤：¥1,130.00', en: '物镜划伤: ¥1,130.00' });
  });

  it('may be below zero as an adjustment, with the tax of the amount turned round', () => {
    const [line] = targetCharges(item({ component: 'adjustment', amountFen: -113_000 }), ALL);
    expect(line).toMatchObject({ amountFen: -113_000, netFen: -100_000, taxFen: -13_000 });
  });

  it('is not owed in earlier months, and comes back when it is withdrawn', () => {
    expect(targetCharges(item(), { ...ALL, upToMonth: '2026-02' })).toEqual([]);
    const recorded = targetCharges(item(), ALL);
    expect(accrualDifference(recorded, recorded)).toEqual([]);
    expect(accrualDifference(targetCharges(item({ withdrawn: true }), ALL), recorded)).toMatchObject([
      { component: 'damage', month: '2026-03', amountFen: -113_000, netFen: -100_000, taxFen: -13_000 },
    ]);
  });
});
