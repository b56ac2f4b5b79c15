import { describe, it, expect } from '@jest/globals';
import { at, ZONE } from '../test/builders.js';
import { occupiedPeriod, rentalEndDate, rentalPeriod } from './occupied-period.js';
import { allowedTransitions, holdsSlot, RESERVATION_STATUSES, RESERVATION_TRANSITIONS } from './status.js';

describe('the states of a reservation', () => {
  it('hold the slot until they are over', () => {
    expect(RESERVATION_STATUSES.filter(holdsSlot)).toEqual(['requested', 'confirmed', 'active', 'overdue']);
  });

  it('end for good', () => {
    for (const status of RESERVATION_STATUSES) expect(allowedTransitions(status).length > 0).toBe(holdsSlot(status));
  });

  it('can all be reached from a request, and none by a step into itself', () => {
    const reached = new Set(['requested']);
    for (let round = 0; round < RESERVATION_STATUSES.length; round += 1) {
      for (const { from, to } of RESERVATION_TRANSITIONS) if (reached.has(from)) reached.add(to);
    }
    expect(reached.size).toBe(RESERVATION_STATUSES.length);
    expect(RESERVATION_TRANSITIONS.some(({ from, to }) => from === to)).toBe(false);
  });

  it('move only as those may who ask', () => {
    expect(allowedTransitions('requested', 'tenant')).toEqual(['cancelled']);
    expect(allowedTransitions('confirmed', 'tenant')).toContain('cancelled');
    expect(allowedTransitions('completed')).toEqual([]);
    expect(allowedTransitions('active', 'system')).toEqual(['completed', 'overdue']);
  });
});

describe('what a reservation takes', () => {
  it('begins and ends at midnight in the park', () => {
    expect(rentalEndDate('2026-01-31', 1)).toBe('2026-02-28');
    expect(rentalPeriod({ start: '2026-03-15', months: 2, zone: ZONE })).toEqual({
      start: at('2026-03-15T00:00'),
      end: at('2026-05-15T00:00'),
    });
    const { start, end } = rentalPeriod({ start: '2026-03-01', months: 1, zone: 'America/New_York' });
    expect((end - start) / 3600000).toBe(31 * 24 - 1);
  });

  it('includes turnaround', () => {
    const period = { start: at('2026-03-15T09:00'), end: at('2026-03-15T10:00') };
    expect(occupiedPeriod(period, { beforeMinutes: 15, afterMinutes: 30 })).toEqual({
      start: at('2026-03-15T08:45'),
      end: at('2026-03-15T10:30'),
    });
  });
});
