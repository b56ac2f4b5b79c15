import { addDays, firstDay, monthOf } from '@parkbench/domain';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import { parkToday } from '../../../shared/format/format';
import { monthAfter } from '../../../shared/format/months';
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

export const spans = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear'] as const;

/** The usual periods; those that go on end today. */
export function spanOf(which: (typeof spans)[number], today = parkToday()): DaySpan {
  const month = monthOf(today);
  const year = Number(today.slice(0, 4));
  switch (which) {
    case 'thisMonth':
      return { start: firstDay(month), end: addDays(today, 1) };
    case 'lastMonth':
      return { start: firstDay(monthAfter(month, -1)), end: firstDay(month) };
    case 'thisYear':
      return { start: `${year}-01-01`, end: addDays(today, 1) };
    case 'lastYear':
      return { start: `${year - 1}-01-01`, end: `${year}-01-01` };
  }
}
