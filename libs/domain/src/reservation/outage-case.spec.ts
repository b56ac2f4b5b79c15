import { describe, it, expect } from '@jest/globals';
import { at, period } from '../test/builders.js';
import { caseChoices, caseDeadline, caseDefault, type CaseFacts } from './outage-case.js';

const session = (given: Partial<CaseFacts> = {}): CaseFacts => ({
  kind: 'session',
  status: 'confirmed',
  period: period('2026-04-02T09:00', '2026-04-02T11:00'),
  outage: period('2026-04-01T00:00', '2026-04-10T00:00'),
  agreedFen: 36_000,
  heldFen: null,
  nextFen: null,
  ...given,
});
const rental = (given: Partial<CaseFacts> = {}): CaseFacts =>
  session({ kind: 'rental', period: period('2026-03-15T00:00', '2026-09-15T00:00'), agreedFen: 2_565_000, ...given });

describe('what the owner may choose', () => {
  it('is every way out that there is', () => {
    expect(caseChoices(session())).toEqual(['move', 'cancel']);
    expect(caseChoices(session({ heldFen: 90_000 }))).toEqual(['swap', 'move', 'cancel']);
    expect(caseChoices(rental({ heldFen: 1, status: 'requested' }))).toEqual(['swap', 'move', 'stay', 'cancel']);
  });

  it('is to stay, for a rental in use, and nothing for what must come back first', () => {
    expect(caseChoices(rental({ status: 'active', heldFen: 1 }))).toEqual(['stay']);
    expect(caseChoices(rental({ status: 'overdue' }))).toEqual([]);
    expect(caseChoices(session({ status: 'active' }))).toEqual([]);
  });
});

describe('what happens without an answer', () => {
  it('costs the tenant no more than was agreed', () => {
    expect(caseDefault(session({ heldFen: 36_000, nextFen: 1 }))).toBe('swap');
    expect(caseDefault(session({ heldFen: 36_001, nextFen: 36_000 }))).toBe('move');
    expect(caseDefault(session({ heldFen: 36_001, nextFen: 36_001 }))).toBe('cancel');
    expect(caseDefault(session())).toBe('cancel');
  });

  it('leaves a rental that loses little where it is', () => {
    expect(caseDefault(rental({ heldFen: 1 }))).toBe('stay');
    const month = period('2026-03-15T00:00', '2026-04-15T00:00');
    expect(caseDefault(rental({ period: month, heldFen: 1 }))).toBe('swap');
    const quarter = { period: period('2026-04-01T00:00', '2026-05-07T00:00'), heldFen: 1 };
    expect(caseDefault(rental(quarter))).toBe('stay');
    expect(caseDefault(rental({ period: month, heldFen: 1, status: 'active' }))).toBe('stay');
  });

  it('is nothing while a session is in use', () => {
    expect(caseDefault(session({ status: 'active' }))).toBeNull();
  });

  it('happens in time, at the latest when what is in the way begins', () => {
    const now = at('2026-03-30T00:00');
    expect(caseDeadline(at('2026-03-31T12:00'), at('2026-04-02T09:00'), now)).toBe(at('2026-03-31T12:00'));
    expect(caseDeadline(at('2026-04-03T12:00'), at('2026-04-02T09:00'), now)).toBe(at('2026-04-02T09:00'));
    expect(caseDeadline(at('2026-04-03T12:00'), at('2026-03-15T00:00'), now)).toBe(at('2026-04-03T12:00'));
  });
});
