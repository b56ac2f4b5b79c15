import { Money } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Cockpit } from './billing-run.queries';
import { Change } from './change';
import { cockpitMessages } from './cockpit.messages';

/** The sums of the month, of its invoices and drafts or, before the run, of the preview; beside the month before. */
export function MonthTotals({ cockpit: { totals, last, run } }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const facts = [
    [say('gross'), totals.grossFen],
    ...(run && run.status !== 'cancelled' ? [[say('paid'), totals.paidFen] as const] : []),
    [say('net'), totals.netFen],
    [say('tax'), totals.taxFen],
  ] as const;
  return (
    <dl className="mb-3 grid grid-cols-2 rounded-md border border-line bg-surface lg:flex lg:divide-x lg:divide-line">
      {facts.map(([label, fen]) => (
        <div key={label} className="px-3.5 py-2.5 lg:flex-1">
          <dt className="text-sm text-mut">{label}</dt>
          <dd>
            <Money fen={fen} align="inline" className="text-xl font-semibold" />
          </dd>
        </div>
      ))}
      {last && (
        <div className="px-3.5 py-2.5 lg:flex-1">
          <dt className="text-sm text-mut">{sayMore('lastMonth')}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-2">
            <Money fen={last.grossFen} align="inline" className="text-xl" />
            <Change now={totals.grossFen} before={last.grossFen} />
          </dd>
        </div>
      )}
    </dl>
  );
}
