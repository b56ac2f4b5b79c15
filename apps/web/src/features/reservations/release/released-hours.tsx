import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../../../shared/api/client';
import { parkDayName, parkTime } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, Card, Money, Skeleton, toast } from '../../../shared/ui';
import { oneKey } from '../reservations.queries';
import type { Reservation } from '../reservations.types';
import { ReleaseSheet } from './release-sheet';
import { releaseMessages } from './release.messages';
import { hoursText, type ReleasedWindow, type Releases } from './releases';

const releasesKey = (id: number) => [...oneKey(id), 'releases'] as const;
/** The hours of a rental that others may book, what they have earned, and releasing more. */
export function ReleasedHours({ reservation }: { reservation: Reservation }) {
  const say = releaseMessages.useSay();
  const { id, allowed } = reservation;
  const canRelease = allowed.includes('release');
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: releasesKey(id),
    queryFn: ({ signal }) => get<Releases>(`/reservations/${id}/releases`, {}, signal),
    enabled: reservation.kind === 'rental',
  });
  const isOfUse = canRelease || (data?.windows.length ?? 0) > 0;
  if (reservation.kind !== 'rental' || ((data ?? error) && !isOfUse)) return null;
  if (error)
    return (
      <LoadFailed title={say('loadFailed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
    );
  const release = canRelease && (
    <Button size="sm" icon="plus" onPress={() => setIsOpen(true)}>
      {say('open')}
    </Button>
  );
  return (
    <Card title={say('title')} actions={release}>
      {data ? <Windows id={id} data={data} canRelease={canRelease} /> : <Skeleton lines={2} />}
      {isOpen && <ReleaseSheet reservation={reservation} onClose={() => setIsOpen(false)} />}
    </Card>
  );
}

function Windows({ id, data, canRelease }: { id: number; data: Releases; canRelease: boolean }) {
  const say = releaseMessages.useSay();
  return (
    <>
      <p className="text-sm text-mut">{say('intro', { percent: data.shareBps / 100 })}</p>
      {data.windows.length === 0 ? (
        <p className="mt-2 text-mut">{say('none')}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {data.windows.map((window) => (
            <WindowRow key={window.id} id={id} window={window} canRelease={canRelease} />
          ))}
        </ul>
      )}
      {data.creditFen > 0 && (
        <p className="mt-2 flex justify-between gap-3 border-t border-line pt-2 font-semibold">
          {say('earned')}
          <Money fen={data.creditFen} align="inline" />
        </p>
      )}
    </>
  );
}

function WindowRow({ id, window, canRelease }: { id: number; window: ReleasedWindow; canRelease: boolean }) {
  const say = releaseMessages.useSay();
  const queries = useQueryClient();
  const { startsAt, endsAt, bookedMinutes } = window;
  const { mutate, isPending } = useMutation({
    mutationFn: () => post<Releases>(`/reservations/${id}/releases/${window.id}/withdraw`, {}),
    onSuccess: (left) => {
      queries.setQueryData(releasesKey(id), left);
      toast({ title: say(bookedMinutes > 0 ? 'takenPart' : 'taken'), tone: 'ok' });
    },
    onError: (error) => toast({ title: say('failed'), detail: error.message, tone: 'bad' }),
  });
  const length = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const day = parkDayName(startsAt);
  const to = parkTime(endsAt) === '00:00' ? '24:00' : parkTime(endsAt);
  return (
    <li className="flex min-h-[36px] items-center gap-3 py-1">
      <span className="num flex-1">{say('window', { day, from: parkTime(startsAt), to })}</span>
      <span className="num text-sm text-mut">
        {bookedMinutes > 0 ? say('booked', { hours: hoursText(bookedMinutes) }) : say('unbooked')}
      </span>
      {canRelease && bookedMinutes < length && (
        <Button size="sm" variant="ghost" isPending={isPending} onPress={() => mutate()}>
          {say(bookedMinutes > 0 ? 'takeRest' : 'take')}
        </Button>
      )}
    </li>
  );
}
