import { Money } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Cockpit } from './billing-run.queries';

/** The sums of the month: of its invoices or, before the run, of the preview. */
export function MonthTotals({ cockpit: { totals, run } }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const facts = [
    [say('gross'), totals.grossFen],
    ...(run ? [[say('paid'), totals.paidFen] as const] : []),
    [say('net'), totals.netFen],
    [say('tax'), totals.taxFen],
  ] as const;
  return (
    <dl className="mb-3 grid grid-cols-2 rounded-md border border-line bg-surface lg:flex lg:divide-x lg:divide-line">
      {facts.map(([label, fen]) => (
        <div key={label} className={`px-3.5 py-2.5 ${run ? '' : 'first:col-span-2'} lg:flex-1`}>
          <dt className="text-sm text-mut">{label}</dt>
          <dd>
            <Money fen={fen} align="inline" className="text-xl font-semibold" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
