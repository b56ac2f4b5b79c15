import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Money } from '../../shared/ui';
import { invoicingMessages } from './invoicing.messages';
import { standingQuery } from './invoicing.queries';

function Fact({ label, fen, note, tone = '' }: { label: string; fen: number; note?: ReactNode; tone?: string }) {
  return (
    <div className="min-w-0 px-3.5 py-2.5">
      <dt className="text-sm text-mut">{label}</dt>
      <dd className={tone}>
        <Money fen={fen} align="inline" className="text-xl font-semibold" />
        {note && <span className="block text-xs">{note}</span>}
      </dd>
    </div>
  );
}

/** What a company owes, what of it is overdue, and what the park holds of its money. */
export function StandingStrip({ companyId }: { companyId: number | null }) {
  const say = invoicingMessages.useSay();
  const { data } = useQuery(standingQuery(companyId));
  if (!data) return null;
  const isLate = data.overdueFen > 0;
  return (
    <dl
      aria-label={say('standing')}
      className="mb-3 grid grid-cols-2 rounded-md border border-line bg-surface lg:grid-cols-4 lg:divide-x lg:divide-line"
    >
      <Fact label={say('owed')} fen={data.openFen} />
      <Fact
        label={say('owedOverdue')}
        fen={data.overdueFen}
        tone={isLate ? 'text-bad' : ''}
        note={isLate && say('overdueSince', { days: data.oldestOverdueDays })}
      />
      <Fact label={say('deposits')} fen={data.depositsFen} />
      <Fact label={say('balance')} fen={data.balanceFen} />
    </dl>
  );
}
