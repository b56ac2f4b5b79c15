import { describe, expect, it } from '@jest/globals';
import { Lots } from '../lots.js';
import { drawPlan, emptySweep, starts, sweepRental, sweepReturn } from './calendar-sweep.js';
import { moneyProperties } from './properties.js';
import { rules } from './property.js';

/** The gate's share of the rig; `npm run torture -- money --long` tries ten million. */
const CASES = 100_000;
const numRuns = Math.ceil(CASES / moneyProperties.length);

describe.each(moneyProperties.map((property) => [property.name, property] as const))('%s', (_, property) => {
  it('for any input', () => {
    expect(property.brokenBy(rules, { seed: 20_261_122, numRuns })).toBeNull();
  });

  it('and is found out when a rule is wrong by a fen', () => {
    expect(property.brokenBy({ ...rules, ...property.spoilt }, { seed: 1, numRuns: 5_000 })).not.toBeNull();
  });
});

describe('twenty years of rentals from the 28th to the 31st', () => {
  const days = starts();

  it('begin on every such day, leap days too', () => {
    expect(days).toHaveLength(20 * (12 * 4 - 4 - 3) + 5);
    expect(days).toContain('2024-02-29');
  });

  it('charge every day once and every fen', () => {
    const lots = new Lots(1);
    const found = emptySweep();
    for (let n = 0; n < 5; n++) {
      const plan = drawPlan(lots);
      for (const startDate of days) {
        sweepRental({ ...plan, startDate }, found);
        sweepReturn({ ...plan, startDate }, lots.below(200), found);
      }
    }
    expect(found).toMatchObject({ rentals: 5 * 2 * days.length, gaps: 0, overlaps: 0, lostFen: 0 });
  });

  it('are found wrong when a line is lost, doubled or a fen too much', () => {
    const spoilt = (spoil: Parameters<typeof sweepRental>[2]) => {
      const found = emptySweep();
      sweepRental({ ...drawPlan(new Lots(7)), startDate: '2024-01-31' }, found, spoil);
      return found;
    };
    expect(spoilt((lines) => lines.slice(1)).gaps).toBeGreaterThan(0);
    expect(spoilt((lines) => [...lines, ...lines.slice(0, 1)]).overlaps).toBeGreaterThan(0);
    expect(
      spoilt((lines) => lines.map((line) => ({ ...line, amountFen: line.amountFen + 1, netFen: line.netFen + 1 })))
        .lostFen,
    ).toBeGreaterThan(0);
  });
});
