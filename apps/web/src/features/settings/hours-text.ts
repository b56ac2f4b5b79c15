import type { OpeningHours, OpeningWindow } from '@parkbench/domain';

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** 08:00–12:00, 13:00–18:00 */
export const windowsText = (windows: readonly OpeningWindow[]): string =>
  windows.map((w) => `${clock(w.fromMinute)}–${clock(w.toMinute)}`).join(', ');

const minuteOf = (hours: string, minutes: string): number => Number(hours) * 60 + Number(minutes);

/** Reads what somebody typed: windows from to, parted by commas or blanks; empty is closed. Null: it cannot be read. */
export function windowsOf(text: string): OpeningWindow[] | null {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return [];
  const windows = plain.split(/[,;、]\s*|(?<=\d)\s+(?=\d)/).map((part) => {
    const [, fromHour = '', from = '', toHour = '', to = ''] =
      /^(\d{1,2})[:.](\d{2})\s*[-–—~至]\s*(\d{1,2})[:.](\d{2})$/.exec(part.trim()) ?? [];
    const window = { fromMinute: minuteOf(fromHour, from), toMinute: minuteOf(toHour, to) };
    const isRight = fromHour !== '' && Number(from) < 60 && Number(to) < 60 && window.toMinute <= 1440;
    return isRight && window.fromMinute < window.toMinute ? window : null;
  });
  const right = windows.filter((window) => window !== null);
  if (right.length !== windows.length || right.length > 6) return null;
  return right.sort((a, b) => a.fromMinute - b.fromMinute);
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

/** Days with the same windows one after the other, as one. */
export function spansOf(hours: OpeningHours): { first: Weekday; last: Weekday; text: string }[] {
  const spans: { first: Weekday; last: Weekday; text: string }[] = [];
  for (const day of weekdays) {
    const text = windowsText(hours[day] ?? []);
    const before = spans.at(-1);
    if (before?.text === text) before.last = day;
    else spans.push({ first: day, last: day, text });
  }
  return spans;
}
