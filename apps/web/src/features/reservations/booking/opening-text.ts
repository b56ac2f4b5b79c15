import type { OpeningHours } from '../instruments.types';
import type { instrumentMessages } from './instrument.messages';
import { clock } from './selection';

type Say = ReturnType<typeof instrumentMessages.useSay>;
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Opening hours with equal neighbouring days together: 周一至周五 08:00–22:00 · 周六 09:00–18:00. */
export function openingText(hours: OpeningHours, say: Say): string {
  const texts = days.map((_, index) =>
    (hours[String(index + 1) as '1'] ?? []).map((w) => `${clock(w.fromMinute)}–${clock(w.toMinute)}`).join(', '),
  );
  const groups: { from: number; to: number; text: string }[] = [];
  texts.forEach((text, day) => {
    const last = groups.at(-1);
    if (last && last.text === text) last.to = day;
    else groups.push({ from: day, to: day, text });
  });
  return groups
    .filter((group) => group.text)
    .map(({ from, to, text }) => `${daysText(from, to, say)} ${text}`)
    .join(' · ');
}

function daysText(from: number, to: number, say: Say): string {
  if (from === 0 && to === 6) return say('everyDay');
  const [first, last] = [say(days[from] ?? 'mon'), say(days[to] ?? 'sun')];
  return from === to ? first : say('through', { from: first, to: last });
}
