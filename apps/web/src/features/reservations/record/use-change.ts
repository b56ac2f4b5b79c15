import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../../shared/api/problem';
import { toast } from '../../../shared/ui';
import { change, oneKey, reservationsKey } from '../reservations.queries';
import { refusedBy, type Refused } from '../booking/use-booking';
import type { Alternatives, Violation } from '../reservations.types';

interface Act {
  readonly act: 'extend' | 'shorten' | 'move' | 'cancel' | 'resize' | 'transfer';
  readonly body: object;
  /** What is said when it is done. */
  readonly done: string;
}

export interface Change {
  readonly run: (act: Act) => void;
  readonly isPending: boolean;
  readonly isPriceChanged: boolean;
  readonly refused: Refused | null;
  readonly violations: readonly Violation[];
  readonly failure: Error | null;
  readonly reset: () => void;
}

/** Runs a change at the price that was shown. A refusal stays in the sheet; a new price is shown and asked for again. */
export function useChange(id: number, onDone: () => void): Change {
  const queries = useQueryClient();
  const { mutate, error, isPending, reset } = useMutation<unknown, Error, Act>({
    mutationFn: ({ act, body }) => change(id, act, body),
    onSuccess: (_, { done }) => {
      onDone();
      toast({ title: done, tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
    onError: () => void queries.invalidateQueries({ queryKey: oneKey(id) }),
  });
  const problem = error instanceof ProblemError ? error : null;
  const known = ['slot_taken', 'quote_changed', 'policies_violated'];
  return {
    run: mutate,
    isPending,
    isPriceChanged: problem?.code === 'quote_changed',
    refused: problem?.code === 'slot_taken' ? refusedBy(problem) : null,
    violations: problem?.code === 'policies_violated' ? problem.violations : [],
    failure: error && !(problem && known.includes(problem.code)) ? error : null,
    reset,
  };
}

/** What the rules say to a change: the answer to the last try, or what the preview already says. */
export function violationsOf(
  act: Change,
  preview: { readonly violations?: readonly Violation[] } | undefined,
): { readonly violations: readonly Violation[]; readonly isForbidden: boolean } {
  const violations = act.violations.length > 0 ? act.violations : (preview?.violations ?? []);
  return { violations, isForbidden: violations.some((one) => one.severity === 'refuse') };
}

interface Previewed {
  readonly free: boolean;
  readonly violations: readonly Violation[];
  readonly alternatives: Alternatives | null;
}

export interface Verdict {
  readonly refused: Refused | null;
  readonly violations: readonly Violation[];
  readonly canConfirm: boolean;
}

/** What stands against a change: what the last try was answered, or what the preview already says. */
export function verdictOf(act: Change, preview: Previewed | undefined, isStale: boolean): Verdict {
  const { violations, isForbidden } = violationsOf(act, preview);
  const isTaken = preview?.free === false && !isStale;
  const refused = act.refused ?? (isTaken ? { alternatives: preview.alternatives } : null);
  return { refused, violations, canConfirm: preview?.free === true && !isStale && !isForbidden };
}
