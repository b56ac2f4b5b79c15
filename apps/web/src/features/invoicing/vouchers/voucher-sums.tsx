import type { ReactNode } from 'react';
import { formatFen, Icon, Money } from '../../../shared/ui';
import { vouchersMessages } from './vouchers.messages';
import type { VoucherPage } from './vouchers.queries';

function Fact({ label, fen, note }: { label: string; fen: number; note?: ReactNode }) {
  return (
    <div className="min-w-0 px-3.5 py-2.5">
      <dt className="text-sm text-mut">{label}</dt>
      <dd>
        <Money fen={fen} align="inline" className="text-xl font-semibold" />
        {note && <span className="block text-xs">{note}</span>}
      </dd>
    </div>
  );
}

/** The sums of what is listed, and for staff whether the ledger says the same of what issuers owe. */
export function VoucherSums({ totals, isStaff }: { totals: VoucherPage['totals']; isStaff: boolean }) {
  const say = vouchersMessages.useSay();
  const differs = totals.ledgerFen - totals.ledgerOwedFen;
  const agreement =
    differs === 0 ? (
      <span className="inline-flex items-center gap-1 text-ok">
        <Icon name="check" size={13} />
        {say('ledgerAgrees')}
      </span>
    ) : (
      <span className="text-bad">{say('ledgerDiffers', { amount: formatFen(differs) })}</span>
    );
  return (
    <dl
      aria-label={say('totals')}
      className="mb-3 grid grid-cols-2 rounded-md border border-line bg-surface lg:grid-cols-4 lg:divide-x lg:divide-line"
    >
      <Fact
        label={say('amount')}
        fen={totals.amountFen}
        note={<span className="text-mut">{say('count', { count: totals.count })}</span>}
      />
      <Fact label={say('used')} fen={totals.usedFen} />
      <Fact label={say('sumOwed')} fen={totals.owedFen} />
      {isStaff ? (
        <Fact label={say('ledger')} fen={totals.ledgerFen} note={agreement} />
      ) : (
        <Fact label={say('remaining')} fen={totals.amountFen - totals.usedFen} />
      )}
    </dl>
  );
}
