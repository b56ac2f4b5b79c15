import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { post } from '../../shared/api/client';
import { invoicingKey } from './invoicing.queries';

/** A command about money; whatever becomes of it, everything about money is read anew. */
export function useMoneyCommand<Body, Answer>(
  send: (body: Body) => Promise<Answer>,
): UseMutationResult<Answer, Error, Body> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: invoicingKey }) });
}

/** A command whose body is what the route takes. */
export const useMoneyPost = <Body, Answer>(path: string): UseMutationResult<Answer, Error, Body> =>
  useMoneyCommand((body: Body) => post<Answer>(path, body));
