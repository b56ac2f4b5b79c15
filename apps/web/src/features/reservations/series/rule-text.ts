import { listOf, weekdayName } from '../../../shared/format/format';
import { lengthText } from '../booking/period-words';
import { readRule, type RuleWords } from './repeat';
import { seriesMessages } from './series.messages';

type Key = Parameters<typeof seriesMessages.say>[0];

/** 每周一、周三 · 10:00 起，1 小时 · 共 8 次 */
export function ruleText(rule: { rrule: string; startsLocal: string; lengthMinutes: number }): string {
  const { say } = seriesMessages;
  const words = readRule(rule.rrule);
  const when = say('at', { time: rule.startsLocal.slice(11), length: lengthText(rule.lengthMinutes) });
  const end = words.until ? say('endsOn', { day: words.until }) : say('endsTimes', { count: words.count ?? 0 });
  return [daysText(words, rule.startsLocal), when, end].join(' · ');
}

function daysText(words: RuleWords, startsLocal: string): string {
  const { say } = seriesMessages;
  const { every } = words;
  const key = (name: string): Key => (every === 1 ? name : `${name}_n`) as Key;
  if (words.frequency === 'daily') return say(key('rule_daily'), { every });
  if (words.frequency === 'weekly') {
    const first = ((new Date(`${startsLocal.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    const days = (words.weekdays.length > 0 ? words.weekdays : [first]).map((one) => weekdayName(one));
    return say(key('rule_weekly'), { every, days: listOf(days) });
  }
  if (words.nth) {
    const weekday = weekdayName(words.nth.weekday, 'long');
    if (words.nth.nth < 0) return say(key('rule_lastWeekday'), { every, weekday });
    return say(key('rule_nth'), { every, nth: words.nth.nth, weekday });
  }
  if (words.monthDays.includes(-1)) return say(key('rule_last'), { every });
  const days = words.monthDays.length > 0 ? words.monthDays : [Number(startsLocal.slice(8, 10))];
  return say(key('rule_monthly'), { every, days: listOf(days.map(String)) });
}
