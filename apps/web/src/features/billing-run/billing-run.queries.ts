import type { Formula } from '@parkbench/domain';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffectEvent } from 'react';
import { get, post } from '../../shared/api/client';
import { useLive } from '../../shared/api/live';
import { env } from '../../shared/env';
import type { Language } from '../../shared/i18n/language';

export type MonthState = 'open' | 'running' | 'invoiced' | 'closed';

export interface MonthRow {
  readonly month: string;
  readonly state: MonthState;
  readonly invoices: number;
  readonly grossFen: number;
  readonly openUsage: number;
  readonly failed: number;
}

export interface Blocker {
  readonly code: 'month_not_over' | 'run_missing' | 'run_unfinished' | 'companies_failed' | 'open_use';
  readonly blocks: boolean;
  readonly message: { readonly zh: string; readonly en: string };
  readonly link: string;
}

export interface CompanyMonth {
  readonly companyId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lines: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly grossFen: number;
  readonly status: 'preview' | 'planned' | 'drafted' | 'invoiced' | 'nothing' | 'failed';
  readonly reason: string | null;
  readonly invoiceId: number | null;
  readonly invoiceNo: string | null;
}

export interface MonthTotals {
  readonly netFen: number;
  readonly taxFen: number;
  readonly grossFen: number;
  readonly paidFen: number;
}

export interface Run {
  readonly id: number;
  readonly status: 'planned' | 'running' | 'done';
  readonly total: number;
  readonly done: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface Cockpit {
  readonly month: string;
  readonly state: MonthState;
  /** The month has ended in the park, so it can be billed. */
  readonly over: boolean;
  readonly run: Run | null;
  readonly closedAt: string | null;
  readonly totals: MonthTotals;
  readonly blockers: readonly Blocker[];
  readonly companies: readonly CompanyMonth[];
}

/** A line that a run would bill, as the invoice will show it. */
export interface PreviewLine {
  readonly sourceKind: string;
  readonly sourceId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly itemName: string;
  readonly component: string;
  readonly month: string;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly taxRateBps: number;
  readonly explanation: { readonly zh: string; readonly en: string; readonly data?: Formula | null };
}

const root = 'billing-run';
/** How often a running month is asked for when live news do not come. */
const pollMs = 2_000;

export const billingRunKey = [root] as const;

export const monthsQuery = queryOptions({
  queryKey: [root, 'months'],
  queryFn: ({ signal }) => get<{ items: MonthRow[] }>('/months', {}, signal),
  select: (page) => page.items,
});

export const monthQuery = (month: string) =>
  queryOptions({
    queryKey: [root, 'month', month],
    queryFn: ({ signal }) => get<Cockpit>(`/months/${month}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? pollMs : false),
  });

/** What a company would be billed, line by line. */
export const previewLinesQuery = (month: string, companyId: number) =>
  queryOptions({
    queryKey: [root, 'preview', month, companyId],
    queryFn: ({ signal }) =>
      get<{ lines: PreviewLine[]; totals: MonthTotals }>(`/months/${month}/preview/${companyId}`, {}, signal),
  });

function useMonthCommand<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: billingRunKey }) });
}

export const useStartRun = (month: string) =>
  useMonthCommand<void, { runId: number }>(() => post(`/months/${month}/run`));
export const useRetryCompany = (month: string) =>
  useMonthCommand<number, { runId: number }>((companyId) => post(`/months/${month}/run/retry`, { companyId }));
export const useCloseMonth = (month: string) =>
  useMonthCommand<{ leaveFailed: boolean }, { month: string }>((body) => post(`/months/${month}/close`, body));

interface RunNews {
  readonly month?: string;
  readonly ended?: boolean;
  readonly total?: number;
  readonly done?: number;
}

/** Follows a run: each piece of news moves the bar at once, its end fetches the result. */
export function useFollowRun(month: string): void {
  const queries = useQueryClient();
  const hear = useEffectEvent((data: unknown) => {
    const news = data as RunNews;
    if (news.month !== undefined && news.month !== month) return;
    const { total, done, ended } = news;
    const known = queries.getQueryData<Cockpit>(monthQuery(month).queryKey);
    if (known?.state !== 'running' || !known.run || total === undefined || done === undefined || ended) {
      void queries.invalidateQueries({ queryKey: billingRunKey });
      return;
    }
    const run = { ...known.run, total, done: Math.max(done, known.run.done) };
    queries.setQueryData<Cockpit>(monthQuery(month).queryKey, { ...known, run });
  });
  useLive(['billing-run'], (data) => hear(data));
}

export const zipHref = (month: string, lang: Language): string =>
  `${env.apiBase}/months/${month}/invoices.zip?lang=${lang}`;
export const ledgerHref = (month: string): string => `${env.apiBase}/months/${month}/ledger.xlsx`;

/** How many invoices a month has. */
export const invoiceCount = (cockpit: Cockpit): number =>
  cockpit.companies.filter((company) => company.invoiceNo !== null).length;
