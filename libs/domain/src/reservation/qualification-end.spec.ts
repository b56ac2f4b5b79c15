import { describe, expect, it } from '@jest/globals';
import { qualificationEnd, qualificationState } from './qualification-end.js';

const term = (given: object = {}) => ({ validFrom: '2026-01-10', validUntil: null, lastUsedOn: null, ...given });

describe('the end of a qualification', () => {
  it.each([
    ['for good', term(), null, null],
    ['the day that was set', term({ validUntil: '2026-12-31' }), null, '2026-12-31'],
    ['180 days after it was given, when it was never used', term(), 180, '2026-07-09'],
    ['180 days after the last use', term({ lastUsedOn: '2026-03-01' }), 180, '2026-08-28'],
    ['what comes first: the day set', term({ validUntil: '2026-05-01', lastUsedOn: '2026-03-01' }), 180, '2026-05-01'],
    ['what comes first: not used', term({ validUntil: '2027-05-01', lastUsedOn: '2026-03-01' }), 30, '2026-03-31'],
    ['from when it was given again, used before', term({ lastUsedOn: '2025-03-01' }), 30, '2026-02-09'],
  ])('is %s', (_, given, idleDays, expected) => {
    expect(qualificationEnd(given, idleDays)).toBe(expected);
  });
});

describe('how a qualification stands', () => {
  it.each([
    ['2026-01-09', 'upcoming'],
    ['2026-01-10', 'valid'],
    ['2026-05-01', 'valid'],
    ['2026-05-02', 'expiring'],
    ['2026-06-01', 'expiring'],
    ['2026-06-02', 'expired'],
  ])('on %s is %s, valid to 1 June', (today, expected) => {
    expect(qualificationState({ validFrom: '2026-01-10', end: '2026-06-01' }, today)).toBe(expected);
  });

  it('stays valid for good without an end', () => {
    expect(qualificationState({ validFrom: '2026-01-10', end: null }, '2099-01-01')).toBe('valid');
  });
});
