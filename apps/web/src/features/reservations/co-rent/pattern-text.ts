import { weekdayName } from '../../../shared/format/format';
import { coRentMessages } from './co-rent.messages';

type Part = 'am' | 'pm' | 'day';

/** 周一、周二、周三上午 / Mon, Tue, Wed a.m. */
export function patternText(pattern: Readonly<Record<string, string>>): string {
  const days = Object.keys(pattern).sort();
  const words = days.map((day) => {
    const part = pattern[day] as Part;
    return part === 'day'
      ? weekdayName(Number(day))
      : `${weekdayName(Number(day))}${coRentMessages.say('halfOf', { half: coRentMessages.say(part) })}`;
  });
  return words.join(coRentMessages.say('comma'));
}
