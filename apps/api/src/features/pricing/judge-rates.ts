import { addDays, type Localized } from '@parkbench/domain';
import type { z } from 'zod';
import { ratePlanInput, type RatePlanInput, type RatePlanView } from './pricing.dto.js';
import { type FlatPrices, flatOf, pricesOf, rateColumns, written } from './rate-sheet.js';
import type { rateImportRow } from './rate-files.dto.js';
import type { CellProblem, ReadRate } from './read-rates.js';

/** Whose plans they are, and all of them by rising first day. */
export interface KnownSubject {
  readonly of: 'instrument' | 'category';
  readonly id: number;
  readonly label: string;
  readonly name: string;
  readonly plans: readonly RatePlanView[];
}

/** A row with what it would do. */
export interface Judged {
  readonly row: z.infer<typeof rateImportRow>;
  readonly subject: KnownSubject | null;
  /** The plan it says; null where something in it is wrong. */
  readonly input: RatePlanInput | null;
  /** Whether prices change, and not only the end. */
  readonly repriced: boolean;
  /** The end that it says, where that is another than there is. */
  readonly endsOn: string | null;
}

/** What a plan begins with; the schema wants one price, so one stands in until the real ones are put over it. */
const beginning: FlatPrices = { ...flatOf(ratePlanInput.parse({ validFrom: '2000-01-01', runFen: 0 })), runFen: null };

const say = (zh: string, en: string): Localized => ({ zh, en });

type Verdict = Judged['row']['verdict'];
type Change = Judged['row']['changes'][number];

/** The plan that begins on the row's day, and what the row says over it, over what holds then, or over nothing. */
function sayingOf(read: ReadRate, plans: readonly RatePlanView[]): { existing: RatePlanView | null; flat: FlatPrices } {
  const { validFrom, said } = read;
  const existing = plans.find((plan) => plan.validFrom === validFrom) ?? null;
  const holds = ({ validFrom: from, validUntil: until }: RatePlanView): boolean =>
    from <= validFrom && (until === null || until > validFrom);
  const base = existing ?? plans.find(holds);
  return { existing, flat: { ...(base ? flatOf(base) : beginning), ...said } };
}

function changesOf(existing: RatePlanView | null, flat: FlatPrices): Change[] {
  const before = existing && flatOf(existing);
  return rateColumns
    .map((column) => ({
      header: column.header,
      from: before ? written(column, before) : '',
      to: written(column, flat),
    }))
    .filter(({ from, to }) => from !== to);
}

const verdictOf = (isWrong: boolean, isNew: boolean, isChanged: boolean): Verdict => {
  if (isWrong) return 'invalid';
  if (isNew) return 'new';
  return isChanged ? 'changed' : 'same';
};

/** The end that a row says, where that is another than there is. */
const otherEnd = ({ validUntil }: ReadRate, existing: RatePlanView | null): string | null =>
  validUntil === null || validUntil === existing?.validUntil ? null : validUntil;

/** Compares a row with the plans that there are. A column that the sheet does not have keeps what holds on that day. */
export function judgeRow(read: ReadRate, subject: KnownSubject | null, today: string): Judged {
  const { existing, flat } = sayingOf(read, subject?.plans ?? []);
  const parsed = ratePlanInput.safeParse({ ...pricesOf(flat), validFrom: read.validFrom });
  const changes = changesOf(existing, flat);
  const endsOn = otherEnd(read, existing);
  const repriced = existing === null || changes.length > 0;
  const unreadable = read.problems.length > 0;
  const problems = [
    ...read.problems,
    ...(parsed.error && !unreadable ? faultsOf(read, parsed.error.issues) : []),
    ...subjectFaults(read, subject, existing, { today, repriced, endsOn }),
  ];
  const isWrong = problems.length > 0;
  if (endsOn) changes.push({ header: '截止日期（含）', from: lastDayOf(existing), to: addDays(endsOn, -1) });
  return {
    row: {
      rowNo: read.rowNo,
      ...shownAs(read, subject),
      validFrom: read.validFrom,
      verdict: verdictOf(isWrong, existing === null, changes.length > 0),
      changes,
      problems,
    },
    subject,
    input: isWrong ? null : (parsed.data ?? null),
    repriced,
    endsOn,
  };
}

const shownAs = ({ assetNo, category }: ReadRate, subject: KnownSubject | null): { subject: string; name: string } =>
  subject ? { subject: subject.label, name: subject.name } : { subject: assetNo || category, name: '' };

const lastDayOf = (plan: RatePlanView | null): string => (plan?.validUntil ? addDays(plan.validUntil, -1) : '');

function faultsOf(
  read: ReadRate,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): CellProblem[] {
  return issues.slice(0, 5).map((issue) => {
    const [zh = '', en = ''] = issue.message.split(' / ');
    return { ...read.cellOf(issue.path.map(String).join('.')), message: say(zh, en || zh) };
  });
}

interface Found {
  readonly today: string;
  readonly repriced: boolean;
  readonly endsOn: string | null;
}

/** What a row may not do whatever it says of prices: history stays, and nothing is priced that is not there. */
function subjectFaults(
  read: ReadRate,
  subject: KnownSubject | null,
  existing: RatePlanView | null,
  found: Found,
): CellProblem[] {
  const whose = { cell: `A${read.rowNo}`, header: read.assetNo ? '资产编号' : '分类' };
  if (!subject) return [{ ...whose, message: say('没有这台仪器或这个分类', 'no such instrument or category') }];
  if (read.validFrom === '') return [];
  const begins = beginsWrong(read, subject, existing, found);
  const ends = found.endsOn === null ? null : endsWrong(read, existing, { ...found, endsOn: found.endsOn });
  return [
    ...(begins ? [{ ...read.cellOf('validFrom'), message: begins }] : []),
    ...(ends ? [{ ...read.cellOf('validUntil'), message: ends }] : []),
  ];
}

function beginsWrong(
  { validFrom }: ReadRate,
  { plans }: KnownSubject,
  existing: RatePlanView | null,
  { today, repriced }: Found,
): Localized | null {
  if (existing && repriced && existing.validFrom <= today) {
    return say(
      '该价格已生效，不能修改；请另起一行从今后某日起',
      'it is valid already and stays; add a row from a later day',
    );
  }
  const isPast = !existing && plans.length > 0 && validFrom < today;
  return isPast ? say('新价格不能早于今天', 'new prices cannot begin before today') : null;
}

function endsWrong(
  { validFrom }: ReadRate,
  existing: RatePlanView | null,
  { today, endsOn }: Found & { readonly endsOn: string },
): Localized | null {
  if (endsOn <= today || endsOn <= validFrom) {
    return say('截止日期已过，或早于生效日期', 'it would end before today or before it begins');
  }
  const next = existing?.validUntil ?? null;
  return next !== null && endsOn > next
    ? say(`其后已有价格，最晚到 ${next} 前一天`, `another follows on ${next}`)
    : null;
}
