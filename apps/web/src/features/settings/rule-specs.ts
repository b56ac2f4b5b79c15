import type { RuleKey } from '@parkbench/domain';

/** How a rule is written: what unit it has, and between which bounds. */
export type RuleSpec =
  | {
      readonly kind: 'number';
      readonly unit: 'minutes' | 'days' | 'months' | 'count';
      readonly min: number;
      readonly max: number;
      readonly step?: number;
      /** What an empty figure means, where the rule can be off. */
      readonly off?: 'unlimited' | 'never' | 'asNew';
    }
  | { readonly kind: 'gate' }
  | { readonly kind: 'hours' }
  | { readonly kind: 'holiday' }
  | { readonly kind: 'quotas' }
  | { readonly kind: 'suspension' }
  | { readonly kind: 'money' };

const number = (
  unit: 'minutes' | 'days' | 'months' | 'count',
  [min, max]: readonly [number, number],
  off?: 'unlimited' | 'never' | 'asNew',
): RuleSpec => ({ kind: 'number', unit, min, max, off, step: unit === 'minutes' ? 5 : 1 });
const year = 525_600;

export const ruleSpecs: Readonly<Record<RuleKey, RuleSpec>> = {
  openingHours: { kind: 'hours' },
  holidayHours: { kind: 'holiday' },
  incrementMinutes: number('minutes', [5, 240]),
  minMonths: number('months', [1, 60], 'unlimited'),
  maxMonths: number('months', [1, 60], 'unlimited'),
  minSessionMinutes: number('minutes', [5, 10_080], 'unlimited'),
  maxSessionMinutes: number('minutes', [5, 10_080], 'unlimited'),
  createNoticeMinutes: number('minutes', [0, year]),
  changeNoticeMinutes: number('minutes', [0, year], 'asNew'),
  cancelNoticeMinutes: number('minutes', [0, year]),
  lateCancelGate: { kind: 'gate' },
  lockMinutes: number('minutes', [0, year]),
  advanceDays: number('days', [1, 3650], 'unlimited'),
  quotas: { kind: 'quotas' },
  gapMinutes: number('minutes', [0, 10_080]),
  maxOpenOfCompany: number('count', [1, 100_000], 'unlimited'),
  maxOpenOfPerson: number('count', [1, 100_000], 'unlimited'),
  noShowMinutes: number('minutes', [5, 10_080], 'never'),
  suspension: { kind: 'suspension' },
  calibrationGate: { kind: 'gate' },
  qualificationGate: { kind: 'gate' },
  creditLimitFen: { kind: 'money' },
};

/** The rules as they are read, by what they are about. */
export const ruleGroups = [
  { id: 'groupTime', keys: ['openingHours', 'holidayHours'] },
  {
    id: 'groupLength',
    keys: ['incrementMinutes', 'minSessionMinutes', 'maxSessionMinutes', 'minMonths', 'maxMonths'],
  },
  {
    id: 'groupNotice',
    keys: [
      'createNoticeMinutes',
      'changeNoticeMinutes',
      'lockMinutes',
      'cancelNoticeMinutes',
      'lateCancelGate',
      'advanceDays',
    ],
  },
  { id: 'groupLimits', keys: ['quotas', 'maxOpenOfCompany', 'maxOpenOfPerson', 'gapMinutes', 'creditLimitFen'] },
  { id: 'groupConduct', keys: ['noShowMinutes', 'suspension'] },
  { id: 'groupGates', keys: ['qualificationGate', 'calibrationGate'] },
] as const satisfies readonly { id: string; keys: readonly RuleKey[] }[];
