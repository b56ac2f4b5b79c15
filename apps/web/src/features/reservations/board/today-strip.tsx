import { useQuery } from '@tanstack/react-query';
import { addDays } from '@parkbench/domain';
import { get } from '../../../shared/api/client';
import { parkDate, parkDateTime, parkTime, parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { Icon, TextLink, type IconName } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import type { ReservationPage, ReservationRow } from '../reservations.types';
import { boardMessages } from './board.messages';

interface Today {
  readonly toHandOver: readonly ReservationRow[];
  readonly toTakeBack: readonly ReservationRow[];
  readonly overdue: readonly ReservationRow[];
}

const list = (query: Record<string, string>, signal: AbortSignal): Promise<ReservationPage> =>
  get<ReservationPage>('/reservations', { ...query, limit: 100 }, signal);

/** What begins or ends today, or should have: three short lists of reservations. */
async function today(signal: AbortSignal): Promise<Today> {
  const day = parkToday();
  const within = { from: addDays(day, -1), to: addDays(day, 1) };
  const [confirmed, active, overdue] = await Promise.all([
    list({ ...within, status: 'confirmed' }, signal),
    list({ ...within, status: 'active' }, signal),
    list({ status: 'overdue' }, signal),
  ]);
  return {
    toHandOver: confirmed.items.filter((one) => parkDate(one.startsAt) <= day && Date.parse(one.endsAt) > Date.now()),
    toTakeBack: active.items.filter((one) => parkDate(Date.parse(one.endsAt) - 1) <= day),
    overdue: overdue.items,
  };
}

export const todayKey = [...reservationsKey, 'today'] as const;
const groups = [
  ['toHandOver', 'arrow-right', 'text-brand-strong'],
  ['toTakeBack', 'arrow-left', 'text-ok'],
  ['overdue', 'alert', 'text-bad'],
] as const satisfies readonly (readonly [keyof Today, IconName, string])[];
const shownAtMost = 4;

/** Beside the board: what the keepers do today. */
export function TodayStrip() {
  const say = boardMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery({
    queryKey: todayKey,
    queryFn: ({ signal }) => today(signal),
  });
  if (error && !data)
    return (
      <LoadFailed title={say('stripFailed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
    );
  return (
    <section
      aria-label={say('strip')}
      className="mb-2 grid rounded-md border border-line bg-surface lg:grid-cols-3 max-lg:divide-y lg:divide-x divide-line"
    >
      {groups.map(([key, icon, colour]) => (
        <div key={key} className="min-w-0 px-3 py-2">
          <h2 className="flex items-center gap-1.5 text-sm font-semibold">
            <Icon name={icon} size={14} className={colour} />
            {say(key)}
            <span className="num font-normal text-mut">{data?.[key].length ?? ''}</span>
          </h2>
          <StripList rows={data?.[key]} isByEnd={key !== 'toHandOver'} />
        </div>
      ))}
    </section>
  );
}

function StripList({ rows, isByEnd }: { rows: readonly ReservationRow[] | undefined; isByEnd: boolean }) {
  const say = boardMessages.useSay();
  const name = useName();
  if (!rows) return <p className="mt-1 h-5 w-40 rounded bg-sunken" />;
  if (rows.length === 0) return <p className="text-sm text-mut">{say('stripNone')}</p>;
  return (
    <ul className="mt-0.5 text-sm">
      {rows.slice(0, shownAtMost).map((row) => (
        <li key={row.id} className="flex items-baseline gap-2 max-lg:min-h-11 max-lg:items-center">
          <TextLink href={`/reservations/${row.id}`} className="min-w-0 shrink truncate leading-6">
            {name(row.instrumentZh, row.instrumentEn)} <span className="num">{row.assetNo}</span>
          </TextLink>
          <span className="min-w-0 flex-1 truncate text-mut">{name(row.companyZh, row.companyEn)}</span>
          <span className="num shrink-0 text-xs text-mut">{whenText(row, isByEnd)}</span>
        </li>
      ))}
      {rows.length > shownAtMost && (
        <li className="text-xs text-mut">{say('stripMore', { count: rows.length - shownAtMost })}</li>
      )}
    </ul>
  );
}

/** The day and month, and the year where it is not this one. */
const dayText = (day: string): string => (day.slice(0, 4) === parkToday().slice(0, 4) ? day.slice(5) : day);

/** The time of day for a session, the last day for what ended before today. */
function whenText(row: ReservationRow, isByEnd: boolean): string {
  const at = isByEnd ? row.endsAt : row.startsAt;
  if (row.kind === 'rental') return dayText(parkDate(isByEnd ? Date.parse(at) - 1 : at));
  return parkDate(at) === parkToday() ? parkTime(at) : dayText(parkDateTime(at));
}
