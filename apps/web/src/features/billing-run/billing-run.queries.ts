import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffectEvent, useState } from 'react';
import { get, post } from '../../shared/api/client';
import { useLive } from '../../shared/api/live';
import type { components } from '../../shared/api/schema';
import type { ChargeLine } from '../../shared/charge-line';
import { env } from '../../shared/env';
import type { Language } from '../../shared/i18n/language';

type Schemas = components['schemas'];
export type MonthRow = Schemas['BillingMonth'];
export type MonthState = MonthRow['state'];
export type Cockpit = Schemas['MonthCockpit'];
export type Run = NonNullable<Cockpit['run']>;
export type Blocker = Cockpit['blockers'][number];
export type MonthTotals = Cockpit['totals'];
export type CompanyMonth = Schemas['CompanyMonth'];
export type FailedCompany = Run['failed'][number];

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
      get<{ lines: ChargeLine[]; totals: MonthTotals }>(`/months/${month}/preview/${companyId}`, {}, signal),
  });

function useMonthCommand<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: billingRunKey }) });
}

export const useStartRun = (month: string) =>
  useMonthCommand<void, { runId: number }>(() => post(`/months/${month}/run`));
export const useCancelRun = (month: string) =>
  useMonthCommand<string, { drafts: number }>((reason) => post(`/months/${month}/run/cancel`, { reason }));
export const useIssueNow = (month: string) =>
  useMonthCommand<void, { runId: number }>(() => post(`/months/${month}/run/issue`));
export const useRetryCompany = (month: string) =>
  useMonthCommand<number, { runId: number }>((companyId) => post(`/months/${month}/run/retry`, { companyId }));
export const useSendAgain = (month: string) =>
  useMonthCommand<void, { mails: number }>(() => post(`/months/${month}/deliveries/retry`));
export const useCloseMonth = (month: string) =>
  useMonthCommand<{ leaveFailed: boolean; leaveDisputes: boolean }, { month: string }>((body) =>
    post(`/months/${month}/close`, body),
  );

/** What workers tell of a run while they are at it. */
export interface RunNews {
  readonly month?: string;
  readonly ended?: boolean;
  readonly total?: number;
  readonly done?: number;
  readonly planned?: number;
  readonly drafted?: number;
  readonly invoiced?: number;
  readonly nothing?: number;
  /** The first few of those a worker has just been at, and how many it took. */
  readonly at?: readonly { readonly id: number; readonly nameZh: string; readonly nameEn: string }[];
  readonly atWork?: number;
}

/** How fast a run goes, and at whom it is. */
export interface RunPace {
  readonly perSecond: number | null;
  readonly at: NonNullable<RunNews['at']>;
  readonly atWork: number;
}

const still: RunPace = { perSecond: null, at: [], atWork: 0 };
const paceWindowMs = 5_000;

/** Companies a second over the last few seconds of news; a company with its draft counts half, as in the bar. */
function paceOf(samples: readonly (readonly [at: number, done: number])[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last[0] - first[0] < 200) return null;
  return ((last[1] - first[1]) * 1000) / (last[0] - first[0]);
}

/** The counts that a piece of news has; that of an older worker has none. */
const countsOf = ({ planned, drafted, invoiced, nothing }: RunNews): Partial<Run> =>
  Object.fromEntries(
    Object.entries({ planned, drafted, invoiced, nothing }).filter(([, count]) => count !== undefined),
  );

/** Follows a run: each piece of news moves the bar at once, its end fetches the result. */
export function useFollowRun(month: string): RunPace {
  const queries = useQueryClient();
  const [heard, setHeard] = useState<RunPace & { samples: readonly (readonly [number, number])[] }>({
    ...still,
    samples: [],
  });
  const hear = useEffectEvent((data: unknown) => {
    const news = data as RunNews;
    if (news.month !== undefined && news.month !== month) return;
    const known = queries.getQueryData<Cockpit>(monthQuery(month).queryKey);
    const { done, total, ended } = news;
    if (known?.state !== 'running' || !known.run || done === undefined || total === undefined || ended) {
      setHeard({ ...still, samples: [] });
      void queries.invalidateQueries({ queryKey: billingRunKey });
      return;
    }
    const now = performance.now();
    const samples = [...heard.samples.filter(([at]) => at > now - paceWindowMs), [now, done] as const];
    setHeard({ samples, perSecond: paceOf(samples), at: news.at ?? [], atWork: news.atWork ?? 0 });
    const run = { ...known.run, ...countsOf(news), total, done: Math.max(done, known.run.done) };
    queries.setQueryData<Cockpit>(monthQuery(month).queryKey, { ...known, run });
  });
  useLive(['billing-run'], (data) => hear(data));
  return heard;
}

export const zipHref = (month: string, lang: Language): string =>
  `${env.apiBase}/months/${month}/invoices.zip?lang=${lang}`;
export const ledgerHref = (month: string): string => `${env.apiBase}/months/${month}/ledger.xlsx`;
export const companiesHref = (month: string): string => `${env.apiBase}/months/${month}/companies.xlsx`;

/** How many invoices a month has. */
export const invoiceCount = (cockpit: Cockpit): number => cockpit.run?.invoiced ?? 0;
