import { addDays, type Counts, startOfDay } from '@parkbench/domain';
import { countsAsked, countsOfSearch } from '../../shared/counts';
import { parkToday, parkZone } from '../../shared/format/format';
import type { Chosen } from '../../shared/instrument-field';
import { anyTime, convenientRequest, isWrong, type ConvenientDraft } from './convenient-fields';
import type { EntryKind, Target } from './waiting-list.types';

/** What is filled in to wait. */
export interface JoinDraft {
  readonly target: Target;
  readonly instrument: Chosen | null;
  readonly categoryId: string | null;
  readonly kind: EntryKind;
  readonly lengthMinutes: number | null;
  readonly from: number | null;
  readonly until: number | null;
  readonly convenient: ConvenientDraft;
  /** What is wanted by the count with a session. */
  readonly counts: Counts;
  readonly months: number | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly purpose: string;
}

type Search = Readonly<Record<string, string | undefined>>;

const instantOf = (text: string | undefined): number | null => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
};
const dayOf = (text: string | undefined): string | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? (text ?? null) : null;
const countOf = (text: string | undefined): number | null => (Number(text) > 0 ? Math.floor(Number(text)) : null);

/** What was asked for and not to be had stands in the URL; the rest is a week from now. */
export function draftOf(search: Search): JoinDraft {
  return {
    target: search.categoryId && !search.instrumentId ? 'category' : 'instrument',
    instrument: null,
    categoryId: search.categoryId ?? null,
    kind: search.kind === 'rental' ? 'rental' : 'session',
    ...windowOf(search),
    convenient: anyTime,
    counts: countsOfSearch(search),
    months: countOf(search.months) ?? 1,
    ...daysOf(search),
    purpose: '',
  };
}

/** A time that was refused is wanted whole, unless the length is named. */
function windowOf(search: Search): Pick<JoinDraft, 'from' | 'until' | 'lengthMinutes'> {
  const [from, until] = [instantOf(search.from), instantOf(search.until)];
  const named = countOf(search.minutes) ?? 120;
  if (from !== null && until !== null)
    return { from, until, lengthMinutes: search.minutes ? named : (until - from) / 60_000 };
  const today = parkToday();
  const startOf = (days: number): number => startOfDay(addDays(today, days), parkZone());
  return { from: startOf(1), until: startOf(8), lengthMinutes: named };
}

function daysOf(search: Search): { firstDay: string; lastDay: string } {
  const firstDay = dayOf(search.first) ?? addDays(parkToday(), 1);
  return { firstDay, lastDay: dayOf(search.last) ?? addDays(firstDay, 30) };
}

export const isWindowWrong = ({ from, until, lengthMinutes }: JoinDraft): boolean =>
  from !== null && until !== null && until - from < (lengthMinutes ?? 0) * 60_000;

export const areDaysWrong = ({ firstDay, lastDay }: JoinDraft): boolean =>
  firstDay !== null && lastDay !== null && lastDay < firstDay;

/** What is sent; null while something is missing or wrong. */
export function requestOf(draft: JoinDraft): object | null {
  const { target, instrument, categoryId, purpose } = draft;
  const named =
    target === 'category'
      ? categoryId && { categoryId: Number(categoryId) }
      : instrument && { instrumentId: instrument.id };
  const wanted = draft.kind === 'rental' ? rentalOf(draft) : sessionOf(draft);
  return named && wanted ? { target, ...named, ...wanted, purpose: purpose.trim() } : null;
}

function rentalOf({ months, firstDay, lastDay }: JoinDraft): object | null {
  if (months === null || firstDay === null || lastDay === null || lastDay < firstDay) return null;
  return { kind: 'rental', months, firstDay, lastDay };
}

function sessionOf(draft: JoinDraft): object | null {
  const { lengthMinutes, from, until, convenient, counts } = draft;
  if (lengthMinutes === null || from === null || until === null) return null;
  if (isWindowWrong(draft) || isWrong(convenient)) return null;
  const [start, end] = [from, until].map((at) => new Date(at).toISOString());
  return {
    kind: 'session',
    lengthMinutes,
    from: start,
    until: end,
    ...convenientRequest(convenient),
    ...countsAsked(counts),
  };
}
