import ICAL from 'ical.js';
import { instantAt, localParts } from '@parkbench/domain';
import { tzlib_get_ical_block } from 'timezones-ical-library';

/** A component of jCal (RFC 7265): its name, its properties, its parts. */
export type JCal = [name: string, properties: unknown[], parts: unknown[]];

/** How the instants of a park are written into its calendars. */
export interface ZoneWriter {
  /** The VTIMEZONE; null when all is written in UTC. */
  readonly block: JCal | null;
  readonly date: (name: 'dtstart' | 'dtend', instant: number) => unknown[];
}

const writers = new Map<string, ZoneWriter>();

/**
 * Writes instants on the park's wall clock, with the VTIMEZONE that says how it goes. Where that would name another
 * instant (the second of two equal hours; a zone whose rules this machine and the library know differently) it writes
 * UTC: the instant is always right.
 */
export function zoneWriter(zone: string): ZoneWriter {
  const known = writers.get(zone);
  if (known) return known;
  const made = makeWriter(zone);
  writers.set(zone, made);
  return made;
}

const utc = (name: string, instant: number): unknown[] => [name, {}, 'date-time', utcText(instant)];

/** `2026-03-15T02:00:00Z`: calendars know no fractions of a second. */
export const utcText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

function makeWriter(zone: string): ZoneWriter {
  const found = tzlib_get_ical_block(zone);
  if (!Array.isArray(found) || !found[0]) return { block: null, date: utc };
  const block = ICAL.parse(found[0]) as unknown as JCal;
  const clock = new ICAL.Timezone(new ICAL.Component(block));
  if (clock.tzid === 'Etc/UTC') return { block: null, date: utc };
  return {
    block,
    date: (name, instant) => {
      const wall = wallText(instant, zone);
      const meant = ICAL.Time.fromDateTimeString(wall);
      meant.zone = clock;
      const same = meant.toUnixTime() * 1000 === Math.floor(instant / 1000) * 1000;
      return same && isFirst(instant, zone) ? [name, { tzid: clock.tzid }, 'date-time', wall] : utc(name, instant);
    },
  };
}

/** Whether it is not the second time that the wall shows this. */
function isFirst(instant: number, zone: string): boolean {
  const { date, minutesOfDay } = localParts(instant, zone);
  return instant - instantAt(date, minutesOfDay, zone) < 60_000;
}

function wallText(instant: number, zone: string): string {
  const { date, minutesOfDay } = localParts(instant, zone);
  const two = (n: number): string => String(n).padStart(2, '0');
  const seconds = Math.floor(instant / 1000) % 60;
  return `${date}T${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}:${two(seconds)}`;
}
