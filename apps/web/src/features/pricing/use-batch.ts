import { useMutation } from '@tanstack/react-query';
import { ProblemError } from '../../shared/api/problem';
import type { BatchPreview } from './pricing.queries';

/** A change of many prices: looked at first, sent with the token of what was shown. */
export function useBatch<Input>(
  look: (input: Input) => Promise<BatchPreview>,
  send: {
    mutateAsync: (input: { input: Input; token: string }) => Promise<{ plans: number }>;
    isPending: boolean;
    error: Error | null;
  },
) {
  const looking = useMutation({ mutationFn: look });
  const problem = send.error ?? looking.error;
  return {
    shown: looking.data,
    input: looking.variables,
    isLooking: looking.isPending,
    isSending: send.isPending,
    problem: problem && (problem instanceof ProblemError ? problem.title : problem.message),
    look: (input: Input) => looking.mutate(input),
    back: () => looking.reset(),
    send: async (): Promise<number | null> => {
      if (!looking.data || looking.variables === undefined) return null;
      try {
        return (await send.mutateAsync({ input: looking.variables, token: looking.data.batch.token })).plans;
      } catch {
        return null;
      }
    },
  };
}
