import type { LineDecision } from '@parkbench/domain';
import { keepPreviousData, queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { get, post, put, upload } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { invoicingKey } from '../invoicing.queries';
import { useMoneyCommand } from '../use-money-command';

type Schemas = components['schemas'];
type Deposit = Schemas['Deposit'];
export type BankLine = Schemas['BankLine'];
export type Suggestion = Schemas['BankSuggestion'];
export type BankLines = Schemas['BankLines'];
export type Statement = Schemas['BankStatement'];
export type StatementHead = Schemas['BankStatements']['items'][number];
export type StatementRow = Schemas['BankStatementRows']['items'][number];
export type MatchState = NonNullable<BankLine['match']>['state'];

export const matchStates = ['sure', 'likely', 'ambiguous', 'none'] as const satisfies readonly MatchState[];

/** Everything about money is read anew together, so lines live below the same key. */
export const bankKey = [...invoicingKey, 'bank'] as const;

export interface LineFilter {
  readonly status: BankLine['status'];
  readonly state?: MatchState;
  readonly q?: string;
}

/** Lines that wait, oldest first, or were decided, newest first; every page with the counts of all. */
export function useBankLines(filter: LineFilter) {
  return useInfiniteQuery({
    queryKey: [...bankKey, 'lines', filter],
    queryFn: ({ pageParam, signal }) =>
      get<BankLines>('/bank-lines', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export const statementsQuery = queryOptions({
  queryKey: [...bankKey, 'statements'],
  queryFn: ({ signal }) => get<Schemas['BankStatements']>('/bank-statements', {}, signal),
  select: (page) => page.items,
});

export const statementQuery = (id: number) =>
  queryOptions({
    queryKey: [...bankKey, 'statement', id],
    queryFn: ({ signal }) => get<Statement>(`/bank-statements/${id}`, {}, signal),
  });

const waits = ({ status }: Deposit): boolean => status === 'due' || status === 'held';
const dueFirst = (a: Deposit, b: Deposit): number => Number(b.status === 'due') - Number(a.status === 'due');

/** Deposits of a company that a line may be: those that wait for their money, then those that are held. */
export const depositsOfQuery = (companyId: number | null) =>
  queryOptions({
    queryKey: [...bankKey, 'deposits', companyId],
    queryFn: ({ signal }) => get<Schemas['DepositPage']>('/deposits', { companyId, limit: 100 }, signal),
    enabled: companyId !== null,
    select: (page) => page.items.filter(waits).toSorted(dueFirst),
  });

export const useUploadStatement = () =>
  useMoneyCommand((file: File) => upload<{ id: number }>('/bank-statements', file));
export const useMapStatement = (id: number) =>
  useMoneyCommand((mapping: readonly (string | null)[]) => put<void>(`/bank-statements/${id}/mapping`, { mapping }));
export const useImportStatement = (id: number) =>
  useMoneyCommand(() => post<Schemas['BankStatementImported']>(`/bank-statements/${id}/import`));

export const useConfirmLine = () =>
  useMoneyCommand(({ id, decision }: { id: number; decision: LineDecision }) =>
    post<Schemas['BankLineConfirmed']>(`/bank-lines/${id}/confirm`, decision),
  );
export const useConfirmSure = () =>
  useMoneyCommand((lineIds: readonly number[]) =>
    post<Schemas['SureLinesConfirmed']>('/bank-lines/confirm-sure', { lineIds }),
  );
export const useUndoLine = () =>
  useMoneyCommand(({ id, reason }: { id: number; reason: string }) => post<void>(`/bank-lines/${id}/undo`, { reason }));
export const useIgnoreLine = () =>
  useMoneyCommand(({ id, reason }: { id: number; reason: string }) =>
    post<void>(`/bank-lines/${id}/ignore`, { reason }),
  );
export const useReopenLine = () => useMoneyCommand((id: number) => post<void>(`/bank-lines/${id}/reopen`));
export const useAssignLine = () =>
  useMoneyCommand(({ id, companyId }: { id: number; companyId: number | null }) =>
    put<void>(`/bank-lines/${id}/company`, { companyId }),
  );

/** Ids of the sure lines, at most two hundred, as many as one confirmation takes. */
export async function sureLineIds(): Promise<number[]> {
  const ids: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null && ids.length < 200) {
    const page: BankLines = await get('/bank-lines', { status: 'open', state: 'sure', limit: 100, cursor });
    ids.push(...page.items.map((line) => line.id));
    cursor = page.nextCursor;
  }
  return ids.slice(0, 200);
}
