import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../../shared/api/problem';
import { parkDayName, parkTime } from '../../../shared/format/format';
import { Button, toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import { OccurrenceRow } from './occurrence-row';
import { seriesMessages } from './series.messages';
import { retryDay } from './series.queries';
import type { Choice, Series, SeriesPreview } from './series.types';
import type { Choices } from './use-choices';

export interface SkippedDayProps {
  readonly seriesId: number;
  readonly day: Series['skipped'][number];
  readonly canChange: boolean;
}

/** A day without a session: one click books it again; where it is taken, what there is instead. */
export function SkippedDay({ seriesId, day, canChange }: SkippedDayProps) {
  const say = seriesMessages.useSay();
  const queries = useQueryClient();
  const { date, startsAt, endsAt } = day;
  const { mutate, isPending, error, reset } = useMutation<unknown, Error, Choice | null>({
    mutationFn: (choice) => retryDay(seriesId, date, choice ? [choice] : []),
    onSuccess: () => {
      toast({ title: say('retried', { date }), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
  });
  const problem = error instanceof ProblemError ? error : null;
  const [conflict] = (problem?.extra.preview as SeriesPreview | undefined)?.occurrences ?? [];
  if (conflict && (conflict.verdict === 'taken' || conflict.verdict === 'refused')) {
    const choices: Choices = {
      list: [],
      of: () => undefined,
      choose: ([chosen]) => (chosen?.choice.action === 'take' ? mutate(chosen.choice) : reset()),
      undo: reset,
    };
    return <OccurrenceRow occurrence={conflict} choices={choices} without="skip" />;
  }
  return (
    <li className="flex flex-wrap items-center gap-3 rounded border border-line px-3 py-1.5">
      <span className="num min-w-0 flex-1 text-mut">
        {parkDayName(startsAt)} {parkTime(startsAt)}–{parkTime(endsAt)}
      </span>
      {error && (
        <span role="alert" className="text-sm text-bad">
          {error.message}
        </span>
      )}
      {canChange && (
        <Button size="sm" isPending={isPending} aria-label={say('retryLabel', { date })} onPress={() => mutate(null)}>
          {say('retry')}
        </Button>
      )}
    </li>
  );
}
