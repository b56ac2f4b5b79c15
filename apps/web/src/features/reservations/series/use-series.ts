import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { calendarKey, reservationsKey, type Words } from '../reservations.queries';
import { useDebounced } from '../use-debounced';
import { previewKey, reserveSeries, seriesPreviewQuery } from './series.queries';
import type { SeriesAsk, SeriesOutcome, SeriesPreview } from './series.types';
import { previewIn, type Setback, setbackOf } from './setback';
import { type Choices, useChoices } from './use-choices';

export interface SeriesBooking extends Setback {
  readonly preview: SeriesPreview | undefined;
  readonly isChecking: boolean;
  readonly previewError: Error | null;
  readonly retryPreview: () => void;
  readonly choices: Choices;
  readonly canSubmit: boolean;
  readonly isSubmitting: boolean;
  readonly submit: (words: Words) => void;
  readonly outcome: SeriesOutcome | undefined;
  readonly again: () => void;
}

interface Attempt {
  readonly ask: SeriesAsk;
  readonly quoteId: string;
  readonly words: Words;
}

const isReady = (preview: SeriesPreview | undefined): boolean => preview?.conflicts === 0 && preview.sessions > 0;

/** What came of the last try; the answer to something else that was picked before is not shown. */
function answerTo(
  { variables, data, error }: { variables?: Attempt; data?: SeriesOutcome; error: Error | null },
  question: string,
): Setback & Pick<SeriesBooking, 'outcome'> {
  const isToThis = variables !== undefined && JSON.stringify(variables.ask) === question;
  return { outcome: isToThis ? data : undefined, ...setbackOf(isToThis ? error : null) };
}

/** Everything between a rule and having its sessions: every session looked at, a choice for each conflict, submission. */
export function useSeries(ask: SeriesAsk | null): SeriesBooking {
  const queries = useQueryClient();
  const question = JSON.stringify(ask);
  const choices = useChoices(question);
  const settled = useDebounced(ask);
  const isSettled = JSON.stringify(settled) === question;
  const query = useQuery(seriesPreviewQuery(settled, isSettled ? choices.list : []));
  const mutation = useMutation<SeriesOutcome, Error, Attempt>({
    mutationFn: ({ ask: of, quoteId, words }) => reserveSeries(of, { ...words, choices: choices.list, quoteId }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: reservationsKey }),
    onError: (error, { ask: of }) => {
      const found = previewIn<SeriesPreview>(error);
      if (!found) return;
      queries.setQueryData(previewKey(of, choices.list), found);
      void queries.invalidateQueries({ queryKey: calendarKey(of.instrumentId) });
    },
  });
  const preview = ask === null ? undefined : query.data;
  const isChecking = ask !== null && (!isSettled || query.isPending || query.isPlaceholderData);
  return {
    preview,
    isChecking,
    previewError: isSettled ? query.error : null,
    retryPreview: () => void query.refetch(),
    choices,
    canSubmit: isReady(preview) && !isChecking && !mutation.isPending,
    isSubmitting: mutation.isPending,
    submit: (words) => ask && preview && mutation.mutate({ ask, quoteId: preview.quoteId, words }),
    again: mutation.reset,
    ...answerTo(mutation, question),
  };
}
