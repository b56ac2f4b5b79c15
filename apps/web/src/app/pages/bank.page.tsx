import { useState } from 'react';
import { bankMessages } from '../../features/invoicing/bank/bank.messages';
import { useBankLines, type LineFilter } from '../../features/invoicing/bank/bank.queries';
import { LineFilters } from '../../features/invoicing/bank/line-filters';
import { MatchList } from '../../features/invoicing/bank/match-list';
import { useSureLines } from '../../features/invoicing/bank/use-lines';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { PaymentTabs } from '../../features/invoicing/payment-tabs';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { Button, ConfirmDialog, formatFen, LinkButton, PageHeader } from '../../shared/ui';

/** What the URL says: ?status, ?state and ?q. */
function filterOf(search: Readonly<Record<string, string | undefined>>): LineFilter {
  const status = (['confirmed', 'ignored'] as const).find((one) => one === search.status) ?? 'open';
  const state = (['sure', 'likely', 'ambiguous', 'none'] as const).find((one) => one === search.state);
  return { status, state: status === 'open' ? state : undefined, q: search.q };
}

/** Lines of bank statements: what each may be, and a person's decision. */
export default function BankPage() {
  const say = bankMessages.useSay();
  const [search, change] = useSearchState();
  useLiveRefresh(['payment', 'invoice'], invoicingKey);
  const filter = filterOf(search);
  const counts = useBankLines(filter).data?.pages[0]?.counts;
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <>
            {filter.status === 'open' && <span className="text-sm text-mut max-lg:hidden">{say('keys')}</span>}
            <LinkButton icon="upload" href="/payments/bank/import">
              {say('import')}
            </LinkButton>
            {counts && counts.sure.count > 0 && <ConfirmSure tally={counts.sure} />}
          </>
        }
      />
      <PaymentTabs current="/payments/bank" />
      <LineFilters filter={filter} counts={counts} onChange={change} />
      <MatchList
        key={`${filter.status}${filter.state ?? ''}${filter.q ?? ''}`}
        filter={filter}
        onClear={() => change({ status: '', state: '', q: '' })}
      />
    </>
  );
}

function ConfirmSure({ tally }: { tally: { count: number; inFen: number; outFen: number } }) {
  const say = bankMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const sure = useSureLines();
  const { count, inFen, outFen } = tally;
  return (
    <>
      <Button variant="primary" icon="check" isPending={sure.isPending} onPress={() => setAsking(true)}>
        {say('confirmSure', { count, amount: formatFen(inFen + outFen) })}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title={say('sureTitle', { count })}
        consequence={say('sureWhat', { inFen: formatFen(inFen), outFen: formatFen(outFen) })}
        confirmLabel={say('confirm')}
        isPending={sure.isPending}
        onConfirm={sure.confirmAll}
      />
    </>
  );
}
