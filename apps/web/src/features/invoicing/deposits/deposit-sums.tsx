import type { ReactNode } from 'react';
import { formatFen, Icon, Money } from '../../../shared/ui';
import { depositsMessages } from './deposits.messages';
import type { DepositPage } from './deposits.queries';

function Fact({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0 px-3.5 py-2.5">
      <dt className="text-sm text-mut">{label}</dt>
      <dd className="num text-xl font-semibold">
        {children}
        {note && <span className="block text-xs font-normal">{note}</span>}
      </dd>
    </div>
  );
}

/** The sums of what is listed, and for staff whether the ledger says the same. */
export function DepositSums({ totals, isStaff }: { totals: DepositPage['totals']; isStaff: boolean }) {
  const say = depositsMessages.useSay();
  const differs = totals.ledgerFen - totals.ledgerHeldFen;
  return (
    <dl
      aria-label={say('totals')}
      className="mb-3 grid grid-cols-2 rounded-md border border-line bg-surface lg:grid-cols-4 lg:divide-x lg:divide-line"
    >
      <Fact label={say('sumAmount')} note={<span className="text-mut">{say('count', { count: totals.count })}</span>}>
        <Money fen={totals.amountFen} align="inline" />
      </Fact>
      <Fact label={say('sumHeld')}>
        <Money fen={totals.heldFen} align="inline" />
      </Fact>
      <Fact label={say('sumDue')}>
        <Money fen={totals.dueFen} align="inline" />
      </Fact>
      {isStaff ? (
        <Fact
          label={say('ledger')}
          note={
            differs === 0 ? (
              <span className="inline-flex items-center gap-1 text-ok">
                <Icon name="check" size={13} />
                {say('ledgerAgrees')}
              </span>
            ) : (
              <span className="text-bad">{say('ledgerDiffers', { amount: formatFen(differs) })}</span>
            )
          }
        >
          <Money fen={totals.ledgerFen} align="inline" />
        </Fact>
      ) : (
        <Fact label={say('sumToDecide')}>{totals.toDecide}</Fact>
      )}
    </dl>
  );
}
