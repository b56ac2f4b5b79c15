import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useQuantity } from '../../shared/count-field';
import { monthName, parkDateTime } from '../../shared/format/format';
import { Button, Card, Money } from '../../shared/ui';
import { useEach, useThingName } from './count-inputs';
import { countsMessages } from './counts.messages';
import { type CountItem, countsQuery, type CountsView } from './counts.queries';

const CountsDialog = lazy(async () => ({ default: (await import('./counts-dialog')).CountsDialog }));

/** What of a reservation is paid by the count: booked beside used, what it comes to, and who counted it. */
export function CountsCard({ id, canCount }: { id: number; canCount: boolean }) {
  const say = countsMessages.useSay();
  const { data } = useQuery(countsQuery(id));
  const [isOpen, setOpen] = useState(false);
  if (!data || (data.items.length === 0 && !(canCount && data.countable.length > 0))) return null;
  return (
    <Card
      title={say('title')}
      actions={
        canCount && (
          <Button size="sm" onPress={() => setOpen(true)}>
            {say(data.history.length > 0 ? 'correct' : 'record')}
          </Button>
        )
      }
    >
      {data.items.length === 0 ? (
        <p className="text-mut">{say(data.months.length > 0 ? 'noneRental' : 'none')}</p>
      ) : (
        <Items items={data.items} />
      )}
      <Told history={data.history} />
      {isOpen && (
        <Suspense>
          <CountsDialog id={id} counts={data} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Card>
  );
}

function Items({ items }: { items: readonly CountItem[] }) {
  const say = countsMessages.useSay();
  const isByMonth = items.some(({ month }) => month !== null);
  const isOpen = items.some(({ counted }) => counted === null);
  return (
    <>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <Item key={`${item.component}|${item.code}|${item.month ?? ''}`} item={item} isByMonth={isByMonth} />
        ))}
      </ul>
      {isOpen && <p className="mt-1 text-xs text-mut">{say('byBooked')}</p>}
    </>
  );
}

function Item({ item, isByMonth }: { item: CountItem; isByMonth: boolean }) {
  const say = countsMessages.useSay();
  const words = useQuantity();
  const nameOf = useThingName();
  const each = useEach();
  const { month, booked, counted, unit, amountFen } = item;
  const isOther = counted !== null && booked !== null && counted !== booked;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 py-2">
      <span className="font-medium">
        {nameOf(item)}
        {isByMonth && month && <span className="num ml-2 text-sm font-normal text-mut">{monthName(month)}</span>}
      </span>
      <Money fen={amountFen} align="inline" className="justify-self-end" />
      <span className="num text-sm text-mut">
        {!isByMonth && `${booked === null ? say('extra') : `${say('booked')} ${words(booked, unit)}`} · `}
        <span className={isOther ? 'font-semibold text-ink' : undefined}>
          {counted === null ? say('asBooked') : `${say('counted')} ${words(counted, unit)}`}
        </span>
      </span>
      <span className="num text-right text-xs text-mut">{each(item)}</span>
    </li>
  );
}

/** Every count, the latest first. */
function Told({ history }: Pick<CountsView, 'history'>) {
  const say = countsMessages.useSay();
  const words = useQuantity();
  const nameOf = useThingName();
  if (history.length === 0) return null;
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer text-mut">{say('history')}</summary>
      <ul className="mt-1 grid gap-1.5">
        {[...history].reverse().map((one) => {
          const what = [nameOf(one), one.month && monthName(one.month)].filter(Boolean).join(' ');
          const after = words(one.count, one.unit);
          return (
            <li key={one.id} className="num">
              {one.before === null
                ? say('first', { what, after })
                : say('change', { what, after, before: words(one.before, one.unit) })}
              <span className="block text-xs text-mut">
                {[parkDateTime(one.at), one.byName, one.reason].filter(Boolean).join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
