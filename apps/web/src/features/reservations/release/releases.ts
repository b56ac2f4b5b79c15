/** What the holder of a rental has opened to others, and what it has earned. */
export interface Releases {
  readonly shareBps: number;
  readonly creditFen: number;
  readonly windows: readonly ReleasedWindow[];
}
export interface ReleasedWindow {
  readonly id: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly bookedMinutes: number;
}

/** Minutes as hours, to a tenth. */
export const hoursText = (minutes: number): string => String(Math.round(minutes / 6) / 10);
