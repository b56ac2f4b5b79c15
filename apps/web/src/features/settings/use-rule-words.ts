import type { OpeningHours, Quota, ReservationRules, RuleKey, Suspension } from '@parkbench/domain';
import { money, weekdayName } from '../../shared/format/format';
import { spansOf, windowsText } from './hours-text';
import { ruleMessages } from './rule.messages';
import { type RuleSpec, ruleSpecs } from './rule-specs';

type Say = ReturnType<typeof ruleMessages.useSay>;

const perWords = { day: 'perDay', week: 'perWeek', month: 'perMonth' } as const;

const quotaWords = (say: Say, { unit, per, of, on, limit }: Quota): string =>
  say('quotaValue', {
    of: say(of === 'company' ? 'ofCompany' : 'ofPerson'),
    per: say(perWords[per]),
    limit,
    unit: say(unit === 'hours' ? 'hoursUnit' : 'bookingsUnit'),
    on: say(on === 'park' ? 'onPark' : 'onInstrument'),
  });

function hoursWords(say: Say, hours: OpeningHours | null): string[] {
  if (hours === null) return [say('allDay')];
  return spansOf(hours).map(({ first, last, text }) => {
    const days = first === last ? weekdayName(first) : `${weekdayName(first)}–${weekdayName(last)}`;
    const words = text === '00:00–24:00' ? say('allDay') : text || say('closed');
    return first === 1 && last === 7 ? words : `${days} ${words}`;
  });
}

const suspensionWords = (say: Say, suspension: Suspension | null): string =>
  suspension ? say('suspensionValue', { ...suspension }) : say('suspensionOff');

function holidayWords(say: Say, windows: ReservationRules['holidayHours']): string {
  if (windows === null) return say('asUsual');
  return windows.length === 0 ? say('closed') : windowsText(windows);
}

const figureWords = (say: Say, spec: Extract<RuleSpec, { kind: 'number' }>, value: number | null): string =>
  value === null ? say(spec.off ?? 'unlimited') : say(`${spec.unit}Value`, { count: value });

/** What a rule says, in the reader's words; several lines where it has several parts. */
export function useRuleWords(): (key: RuleKey, rules: ReservationRules) => string[] {
  const say = ruleMessages.useSay();
  return (key, rules) => {
    const spec = ruleSpecs[key];
    switch (spec.kind) {
      case 'hours':
        return hoursWords(say, rules.openingHours);
      case 'holiday':
        return [holidayWords(say, rules.holidayHours)];
      case 'suspension':
        return [suspensionWords(say, rules.suspension)];
      case 'quotas':
        return rules.quotas.length === 0 ? [say('none')] : rules.quotas.map((quota) => quotaWords(say, quota));
      case 'gate':
        return [say(rules[key] === 'blocks' ? 'blocks' : 'warns')];
      case 'money':
        return [rules.creditLimitFen === null ? say('unlimited') : money(rules.creditLimitFen)];
      default:
        return [figureWords(say, spec, rules[key] as number | null)];
    }
  };
}
