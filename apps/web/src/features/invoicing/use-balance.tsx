import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ConfirmDialog, formatFen, toast } from '../../shared/ui';
import { useUseBalance } from './balance.queries';
import { standingQuery } from './invoicing.queries';
import { paymentsMessages } from './payments.messages';

/** Pays a company's open invoices from its balance; offered only where there is both. */
export function UseBalance({ companyId }: { companyId: number }) {
  const say = paymentsMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const { data: standing } = useQuery(standingQuery(companyId));
  const use = useUseBalance();
  if (!standing || standing.balanceFen <= 0 || standing.openFen <= 0) return null;
  const confirm = async (): Promise<void> => {
    try {
      const used = await use.mutateAsync({ companyId });
      toast({ title: say('useBalanceDone', { count: used.allocated.length, rest: formatFen(used.unallocatedFen) }) });
    } catch (error) {
      toast({ tone: 'bad', title: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      <Button icon="undo" onPress={() => setAsking(true)}>
        {say('useBalance')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title={say('useBalanceTitle', { balance: formatFen(standing.balanceFen) })}
        consequence={say('useBalanceWhat', { open: formatFen(standing.openFen) })}
        confirmLabel={say('useBalance')}
        isPending={use.isPending}
        onConfirm={confirm}
      />
    </>
  );
}
