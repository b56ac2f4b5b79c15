import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import { parkToday } from '../../../shared/format/format';
import type { Language } from '../../../shared/i18n/language';
import type { DaySpan } from '../../../shared/ui';
import { invoicingKey } from '../invoicing.queries';

export type AccountStatement = components['schemas']['AccountStatement'];
export type Movement = AccountStatement['movements'][number];

/** A company's account from a day to the day before `end`. */
export const statementQuery = (companyId: number, span: DaySpan | null) =>
  queryOptions({
    queryKey: [...invoicingKey, 'statement', companyId, span],
    queryFn: ({ signal }) =>
      get<AccountStatement>(`/companies/${companyId}/statement`, { from: span?.start, to: span?.end }, signal),
    enabled: span !== null,
    placeholderData: keepPreviousData,
  });

/** Where the same is as a paper to be stamped. */
export const statementPdf = (companyId: number, { start, end }: DaySpan, lang: Language): string =>
  `${env.apiBase}/companies/${companyId}/statement.pdf?from=${start}&to=${end}&lang=${lang}`;

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const firstOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);

export const spans = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear'] as const;

/** The usual periods; those that go on end today. */
export function spanOf(which: (typeof spans)[number], today = parkToday()): DaySpan {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const end = dayAfter(today);
  switch (which) {
    case 'thisMonth':
      return { start: firstOf(year, month), end };
    case 'lastMonth':
      return { start: firstOf(year, month - 1), end: firstOf(year, month) };
    case 'thisYear':
      return { start: firstOf(year, 1), end };
    case 'lastYear':
      return { start: firstOf(year - 1, 1), end: firstOf(year, 1) };
  }
}
