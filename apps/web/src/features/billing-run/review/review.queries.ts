import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { billingRunKey } from '../billing-run.queries';

type Schemas = components['schemas'];
export type DraftStatement = Schemas['DraftStatement'];
export type DraftStatementRow = Schemas['DraftStatementRow'];
export type DraftLine = Schemas['DraftLine'];
export type DisputeRow = Schemas['DisputeRow'];
export type Dispute = Schemas['Dispute'];
export type DisputeAnswer = Schemas['DisputeAnswer'];

const root = [...billingRunKey, 'review'] as const;
export const reviewKey = root;
export const disputesKey = [...root, 'disputes'] as const;

/** The company's drafts that wait for its review. */
export const draftsQuery = queryOptions({
  queryKey: [...root, 'drafts'],
  queryFn: ({ signal }) => get<{ items: DraftStatementRow[] }>('/draft-statements', {}, signal),
  select: (page) => page.items,
});

export const draftQuery = (month: string, companyId: string | undefined) =>
  queryOptions({
    queryKey: [...root, 'draft', month, companyId],
    queryFn: ({ signal }) => get<DraftStatement>(`/draft-statements/${month}`, { companyId }, signal),
  });

export const disputeQuery = (id: string) =>
  queryOptions({
    queryKey: [...disputesKey, id],
    queryFn: ({ signal }) => get<Dispute>(`/disputes/${id}`, {}, signal),
  });

function useReviewCommand<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: billingRunKey }) });
}

export const useDispute = (month: string) =>
  useReviewCommand<{ chargeId: number; reason: string }, { id: number }>((body) =>
    post(`/draft-statements/${month}/disputes`, body),
  );
export const useWithdraw = () => useReviewCommand<number, { id: number }>((id) => post(`/disputes/${id}/withdraw`));
export const useAnswer = (id: number) =>
  useReviewCommand<DisputeAnswer, Schemas['DisputeAnswered']>((body) => post(`/disputes/${id}/answer`, body));
