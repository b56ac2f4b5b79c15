import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DateTimeField } from '../../../shared/date-time-field';
import { money, parkDate, parkDateTime, parkTime } from '../../../shared/format/format';
import { Button, Callout } from '../../../shared/ui';
import { useNow } from '../../../shared/use-now';
import type { Reservation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { ChangeSheet, ChangeViolations, PreviewGate } from './change-frame';
import type { ActProps } from './extend-sheet';
import { resizePreviewQuery, type ResizePreview } from './session-change.queries';
import { sessionChangeMessages } from './session-change.messages';
import { useChange, verdictOf } from './use-change';

const minute = 60_000;
const steps = [-30, -15, 15, 30, 60] as const;

/** The time alone on the day it began, else with its day. */
const timeText = (end: number, startsAt: string): string =>
  parkDate(end) === parkDate(startsAt) ? parkTime(end) : parkDateTime(end);

/** The end that is wanted, and what it would cost. */
function useEnd(reservation: Reservation) {
  const now = useNow();
  const booked = Date.parse(reservation.endsAt);
  const [end, setEnd] = useState<number | null>(booked);
  const isOver = end !== null && end <= now;
  const wanted = end === null || end === booked || isOver ? null : new Date(end).toISOString();
  const settled = useDebounced(wanted);
  const preview = useQuery(resizePreviewQuery(reservation.id, settled));
  const isStale = preview.isPlaceholderData || settled !== wanted;
  const data = wanted === null || settled === null ? undefined : preview.data;
  return { now, booked, end, setEnd, isOver, wanted, preview, data, isStale };
}

/** Another end for a session that runs: later if that is free, earlier for the good of others. */
export function ResizeSheet({ reservation, onClose }: ActProps) {
  const say = sessionChangeMessages.useSay();
  const { now, booked, end, setEnd, isOver, wanted, preview, data, isStale } = useEnd(reservation);
  const act = useChange(reservation.id, onClose);
  const { refused, violations, canConfirm } = verdictOf(act, data, isStale);
  const time = timeText(end ?? booked, reservation.startsAt);
  return (
    <ChangeSheet
      title={say('resize')}
      onClose={onClose}
      change={act}
      confirmLabel={confirmWords(say, { time, end: end ?? booked, booked, data })}
      canConfirm={canConfirm}
      onConfirm={() =>
        data &&
        act.run({ act: 'resize', body: { endsAt: wanted, quoteId: data.quoteId }, done: say('resized', { time }) })
      }
    >
      <p className="num">{say('resizeIntro', { time: timeText(booked, reservation.startsAt) })}</p>
      <div className="flex flex-wrap gap-2">
        {steps
          .filter((by) => booked + by * minute > now)
          .map((by) => (
            <Button key={by} size="sm" onPress={() => setEnd(booked + by * minute)}>
              {say(by > 0 ? 'later' : 'earlier', { minutes: Math.abs(by) })}
            </Button>
          ))}
      </div>
      <DateTimeField
        label={say('newEnd')}
        value={end}
        onChange={setEnd}
        error={isOver ? say('endOver') : undefined}
        isRequired
      />
      {wanted !== null && (
        <PreviewGate preview={preview}>
          <ChangeViolations violations={violations} />
          {refused && <NotFree next={reservation.endsAt} />}
          {data && Date.parse(data.endsAt) < booked && <Callout>{say('shorterNote')}</Callout>}
        </PreviewGate>
      )}
    </ChangeSheet>
  );
}

function NotFree({ next }: { next: string }) {
  const say = sessionChangeMessages.useSay();
  return (
    <Callout tone="bad" role="alert">
      {say('notFree', { time: parkDateTime(next) })}
    </Callout>
  );
}

interface Confirmed {
  readonly time: string;
  readonly end: number;
  readonly booked: number;
  readonly data: ResizePreview | undefined;
}

function confirmWords(
  say: ReturnType<typeof sessionChangeMessages.useSay>,
  { time, end, booked, data }: Confirmed,
): string {
  if (end === booked) return say('resize');
  if (end < booked) return say('shorter', { time });
  const difference = data?.differenceFen ?? 0;
  return difference === 0 ? say('longerFree', { time }) : say('longer', { time, money: money(difference) });
}
