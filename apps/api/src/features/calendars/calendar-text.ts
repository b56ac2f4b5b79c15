import ICAL from 'ical.js';
import type { Period } from '@parkbench/domain';
import { type JCal, utcText, zoneWriter } from './park-zone.js';

/** One thing in a calendar. */
export interface CalendarEvent {
  /** The same as long as the thing is the same, whatever becomes of it. */
  readonly uid: string;
  /** Rises with every change; left out where even that would tell something. */
  readonly sequence?: number;
  /** When it was last changed. */
  readonly changedAt: Date;
  readonly createdAt?: Date;
  /** Two instants; or days, of which the last is the first one not taken. */
  readonly when: Period | { readonly from: string; readonly to: string };
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly url?: string;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  /** A rental of months does not keep anybody from a meeting. */
  readonly isFree?: boolean;
}

export interface CalendarGiven {
  readonly zone: string;
  readonly events: readonly CalendarEvent[];
  /** Of a feed. */
  readonly name?: string;
  /** Of an invitation. */
  readonly invitation?: {
    readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
    readonly organizer: Mailbox;
    /** None of what is only published. */
    readonly attendee?: Mailbox;
  };
}

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

// The library does not count the blank that begins a continued line.
ICAL.foldLength = 74;
// Unknown to it, these would be written with a VALUE that calendar programs do not expect.
for (const name of ['name', 'x-wr-calname', 'x-wr-timezone'])
  Object.assign(ICAL.design.icalendar.property, { [name]: { defaultType: 'text' } });
Object.assign(ICAL.design.icalendar.property, { 'x-published-ttl': { defaultType: 'duration' } });

type Property = readonly unknown[];
const text = (name: string, value: string | undefined): Property[] => (value ? [[name, {}, 'text', value]] : []);

/** A calendar as RFC 5545 writes it; escaping and folding at 75 octets are the library's. */
export function calendarText({ zone, events, name, invitation }: CalendarGiven): string {
  const writer = zoneWriter(zone);
  const properties: Property[] = [
    ...text('version', '2.0'),
    ...text('prodid', '-//Parkbench//Parkbench//ZH'),
    ...text('calscale', 'GREGORIAN'),
    ...text('method', invitation?.method),
    ...text('name', name),
    ...text('x-wr-calname', name),
    ...(name
      ? [
          ['x-wr-timezone', {}, 'text', zone],
          ['refresh-interval', {}, 'duration', 'PT1H'],
          ['x-published-ttl', {}, 'duration', 'PT1H'],
        ]
      : []),
  ];
  const parts: JCal[] = events.map((event) => eventOf(event, zone, invitation));
  // A calendar without any part is none: an empty feed has at least its zone.
  const usesZone = writer.block && (name !== undefined || events.some((event) => 'start' in event.when));
  const calendar = ['vcalendar', properties, usesZone ? [writer.block, ...parts] : parts];
  return `${ICAL.stringify(calendar)}\r\n`;
}

function eventOf(event: CalendarEvent, zone: string, invitation: CalendarGiven['invitation']): JCal {
  const { changedAt, createdAt, sequence } = event;
  const changed = utcText(changedAt.getTime());
  return [
    'vevent',
    [
      ...text('uid', event.uid),
      ['dtstamp', {}, 'date-time', changed],
      ...(createdAt ? [['created', {}, 'date-time', utcText(createdAt.getTime())]] : []),
      ...(sequence === undefined
        ? []
        : [
            ['last-modified', {}, 'date-time', changed],
            ['sequence', {}, 'integer', sequence],
          ]),
      ...whenOf(event.when, zone),
      ...text('summary', event.summary),
      ...text('description', event.description),
      ...text('location', event.location),
      ...(event.url ? [['url', {}, 'uri', event.url]] : []),
      ...text('status', event.status),
      ...text('transp', event.isFree ? 'TRANSPARENT' : 'OPAQUE'),
      ...(invitation ? peopleOf(invitation) : []),
    ],
    [],
  ];
}

function whenOf(when: CalendarEvent['when'], zone: string): Property[] {
  if ('from' in when)
    return [
      ['dtstart', {}, 'date', when.from],
      ['dtend', {}, 'date', when.to],
    ];
  const { date } = zoneWriter(zone);
  return [date('dtstart', when.start), date('dtend', when.end)];
}

function peopleOf({ method, organizer, attendee }: NonNullable<CalendarGiven['invitation']>): Property[] {
  const invites: Property = ['organizer', { cn: organizer.name }, 'cal-address', `mailto:${organizer.address}`];
  if (!attendee) return [invites];
  const who = { cn: attendee.name, cutype: 'INDIVIDUAL', role: 'REQ-PARTICIPANT' };
  const answer = method === 'REQUEST' ? { partstat: 'ACCEPTED', rsvp: 'FALSE' } : {};
  return [invites, ['attendee', { ...who, ...answer }, 'cal-address', `mailto:${attendee.address}`]];
}
