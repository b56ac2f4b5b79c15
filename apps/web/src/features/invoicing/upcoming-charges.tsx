import { useQuery } from '@tanstack/react-query';
import { BestOfNote } from '../../shared/best-of';
import { monthName } from '../../shared/format/format';
import { defineMessages, useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Card, Money } from '../../shared/ui';
import { useState } from 'react';
import { ChargeLines } from './charge-lines';
import { upcomingQuery, type UpcomingCharges as Upcoming } from './upcoming.queries';

const messages = defineMessages(
  {
    title: '待出账费用',
    soFar: '截至 {month}',
    sum: '合计（含税）',
    note: '按目前的预约和使用情况计算，出账前如有取消、改期或归还会随之变化。',
    show: '查看 {count} 项明细',
    hide: '收起明细',
    none: '目前没有待出账的费用。',
    incomplete: '有一项费用暂时无法计算，未计入；园区财务会在出账前核对。',
    caps: '按小时使用封顶',
    moreCaps: '其余 {count} 台仪器',
    fewerCaps: '只看最接近封顶的',
    failed: '待出账费用未能加载',
  },
  {
    title: 'Upcoming charges',
    soFar: 'Up to {month}',
    sum: 'Total with tax',
    note: 'As things stand; what is cancelled, moved or returned before the invoice changes it.',
    show: 'Show {count, plural, one {# line} other {# lines}}',
    hide: 'Hide the lines',
    none: 'Nothing waits for an invoice.',
    incomplete: 'One amount cannot be reckoned yet and is left out; the park looks at it before it bills.',
    caps: 'Capped hours',
    moreCaps: '{count, plural, one {# more instrument} other {# more instruments}}',
    fewerCaps: 'Only the nearest to their cap',
    failed: 'Upcoming charges did not load',
  },
);

/** The nearest to their cap; the others on demand. */
const capsShown = 2;

/** What a tenant will find on its next invoice if nothing more happens, and how far its hours are from their cap. */
export function UpcomingCharges() {
  const say = messages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(upcomingQuery);
  if (error && !data)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  if (!data) return null;
  return (
    <Card title={say('title')} className="mb-4">
      <Sum upcoming={data} />
      {data.incomplete && <Callout className="mt-2">{say('incomplete')}</Callout>}
      <Caps upcoming={data} />
    </Card>
  );
}

function Sum({ upcoming }: { upcoming: Upcoming }) {
  const say = messages.useSay();
  const [isOpen, setOpen] = useState(false);
  const { lines, totals, month } = upcoming;
  if (lines.length === 0) return <p className="text-mut">{say('none')}</p>;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <div>
          <p className="text-sm text-mut">
            {say('soFar', { month: monthName(month) })} · {say('sum')}
          </p>
          <Money fen={totals.grossFen} align="inline" className="text-2xl font-semibold" />
        </div>
        <Button size="sm" icon={isOpen ? 'chevron-up' : 'chevron-down'} onPress={() => setOpen(!isOpen)}>
          {say(isOpen ? 'hide' : 'show', { count: lines.length })}
        </Button>
      </div>
      <p className="mt-1 text-sm text-mut">{say('note')}</p>
      {isOpen && (
        <div className="mt-2">
          <ChargeLines lines={lines} totals={totals} />
        </div>
      )}
    </>
  );
}

function Caps({ upcoming: { caps } }: { upcoming: Upcoming }) {
  const say = messages.useSay();
  const name = useName();
  const [isAll, setAll] = useState(false);
  if (caps.length === 0) return null;
  const nearest = caps.toSorted((a, b) => b.paidFen / b.capFen - a.paidFen / a.capFen);
  const rest = caps.length - capsShown;
  return (
    <section className="mt-3 border-t border-line pt-3">
      <h3 className="mb-2 font-medium">{say('caps')}</h3>
      <ul className="grid gap-4 lg:grid-cols-2">
        {nearest.slice(0, isAll ? undefined : capsShown).map((cap) => (
          <li key={cap.instrumentId}>
            <BestOfNote {...cap}>
              <p className="mb-0.5 text-mut">
                {name(cap.nameZh, cap.nameEn)} <span className="num">{cap.assetNo}</span>
              </p>
            </BestOfNote>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button size="sm" variant="ghost" className="mt-2" onPress={() => setAll(!isAll)}>
          {isAll ? say('fewerCaps') : say('moreCaps', { count: rest })}
        </Button>
      )}
    </section>
  );
}
