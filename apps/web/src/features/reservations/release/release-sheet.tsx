import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../../shared/api/client';
import { parkDate, parkToday, parkZone } from '../../../shared/format/format';
import { Button, Callout, DateRangeField, type DaySpan, Sheet, TextField, toast } from '../../../shared/ui';
import { useNow } from '../../../shared/use-now';
import { oneKey } from '../reservations.queries';
import type { Reservation } from '../reservations.types';
import { WeekdayPicker } from '../weekday-picker';
import { releaseMessages } from './release.messages';
import { hoursText, type Releases } from './releases';
import { minutesOf, type Window, windowsOf } from './windows';

const workdays = [1, 2, 3, 4, 5];

/** Which hours to release: days of the week, from when to when, between two days of the rental. */
export function ReleaseSheet({ reservation, onClose }: { reservation: Reservation; onClose: () => void }) {
  const say = releaseMessages.useSay();
  const form = useWish(reservation);
  const { windows, isWrong } = form;
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: () => post<Releases>(`/reservations/${reservation.id}/releases`, { windows }),
    onSuccess: (data) => {
      queries.setQueryData([...oneKey(reservation.id), 'releases'], data);
      toast({ title: say('done', { count: windows.length }), tone: 'ok' });
      onClose();
    },
  });
  return (
    <Sheet
      title={say('formTitle')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button
          variant="primary"
          size="lg"
          isDisabled={windows.length === 0}
          isPending={sent.isPending}
          onPress={() => sent.mutate()}
        >
          {say('confirm', { count: windows.length })}
        </Button>
      }
    >
      <div className="grid gap-3">
        <p className="text-mut">{say('hint')}</p>
        <DateRangeField label={say('days')} value={form.days} onChange={form.setDays} />
        <WeekdayPicker label={say('weekdays')} value={form.weekdays} onChange={form.setWeekdays} />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={say('from')}
            value={form.from}
            onChange={form.setFrom}
            error={isWrong ? say('wrong') : undefined}
          />
          <TextField label={say('to')} value={form.to} onChange={form.setTo} />
        </div>
        {windows.length === 0 && !isWrong ? (
          <Callout tone="warn">{say('nothing')}</Callout>
        ) : (
          <p className="num text-mut">
            {say('count', { count: windows.length, hours: hoursText(minutesIn(windows)) })}
          </p>
        )}
        {sent.error && (
          <Callout tone="bad" role="alert" title={say('failed')}>
            {sent.error.message}
          </Callout>
        )}
      </div>
    </Sheet>
  );
}

const minutesIn = (windows: readonly Window[]): number =>
  windows.reduce((sum, { startsAt, endsAt }) => sum + (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000, 0);

function useWish({ startsAt, endsAt }: Reservation) {
  const now = useNow();
  const first = parkDate(startsAt) > parkToday() ? parkDate(startsAt) : parkToday();
  const [days, setDays] = useState<DaySpan | null>({ start: first, end: parkDate(endsAt) });
  const [weekdays, setWeekdays] = useState<ReadonlySet<number>>(new Set(workdays));
  const [from, setFrom] = useState('18:00');
  const [to, setTo] = useState('22:00');
  const [fromMinute, toMinute] = [minutesOf(from), minutesOf(to)];
  const isWrong = fromMinute === null || toMinute === null || toMinute <= fromMinute;
  const within = { start: Math.max(Date.parse(startsAt), now), end: Date.parse(endsAt) };
  const windows =
    isWrong || days === null
      ? []
      : windowsOf({ firstDay: days.start, untilDay: days.end, weekdays, fromMinute, toMinute }, within, parkZone());
  return { days, setDays, weekdays, setWeekdays, from, setFrom, to, setTo, isWrong, windows };
}
