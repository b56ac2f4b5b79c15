import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import { useDebounced } from '../use-debounced';
import { askOfDraft, draftOf, type MoveDraft } from './move-draft';
import { seriesMessages } from './series.messages';
import { movePreviewKey, moveSeries, seriesMovePreviewQuery } from './series.queries';
import type { Scope, Series, SeriesMovePreview } from './series.types';
import { previewIn, type Setback, setbackOf } from './setback';
import { type Choices, useChoices } from './use-choices';

export interface SeriesMoving extends Setback {
  readonly draft: MoveDraft;
  readonly setDraft: (change: Partial<MoveDraft>) => void;
  /** Nothing is changed yet. */
  readonly isSame: boolean;
  readonly preview: UseQueryResult<SeriesMovePreview>;
  readonly choices: Choices;
  readonly canSubmit: boolean;
  readonly isSubmitting: boolean;
  readonly submit: () => void;
}

interface Moved {
  readonly series: Series;
  readonly date: string;
  readonly onClose: () => void;
}

const isReady = (preview: SeriesMovePreview | undefined): boolean => preview?.conflicts === 0 && preview.moved > 0;

/** Everything between wanting a series elsewhere and having it there. */
export function useMoveSeries({ series, date, onClose }: Moved, scope: Scope): SeriesMoving {
  const queries = useQueryClient();
  const { id: seriesId } = series;
  const [draft, setDraft] = useState(() => draftOf(series));
  const ask = askOfDraft(draft, series, { scope, date });
  const question = JSON.stringify(ask);
  const choices = useChoices(question);
  const settled = useDebounced(ask);
  const isSettled = JSON.stringify(settled) === question;
  const preview = useQuery(seriesMovePreviewQuery(seriesId, settled, isSettled ? choices.list : []));
  const mutation = useMutation<{ moved: number }, Error, string>({
    mutationFn: (quoteId) => moveSeries(seriesId, { ...ask, choices: choices.list, quoteId }),
    onSuccess: ({ moved }) => {
      onClose();
      toast({ title: seriesMessages.say('moved', { count: moved }), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
    onError: (error) => {
      const found = previewIn<SeriesMovePreview>(error);
      if (found) queries.setQueryData(movePreviewKey(seriesId, ask, choices.list), found);
    },
  });
  const { data, isPlaceholderData } = preview;
  return {
    draft,
    setDraft: (change) => setDraft({ ...draft, ...change }),
    isSame: ask === null,
    preview,
    choices,
    canSubmit: ask !== null && isSettled && !isPlaceholderData && isReady(data),
    isSubmitting: mutation.isPending,
    submit: () => data && mutation.mutate(data.quoteId),
    ...setbackOf(mutation.error),
  };
}
