import { useState } from 'react';
import { Button, ConfirmDialog, formatFen, MoneyField, TextArea, toast } from '../../../shared/ui';
import type { Invoice } from '../invoicing.queries';
import { creditMessages } from './credit-notes.messages';
import { useWriteOff } from './credit-notes.queries';

/** Gives up what is open of an invoice, or a part; says that it cannot be taken back. */
export function WriteOff({ invoice }: { invoice: Invoice }) {
  const say = creditMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [amountFen, setAmount] = useState<number | null>(invoice.openFen);
  const [reason, setReason] = useState('');
  const write = useWriteOff(invoice.id);
  const open = formatFen(invoice.openFen);
  const isWrong = amountFen === null || amountFen <= 0 || amountFen > invoice.openFen;
  const confirm = async (): Promise<void> => {
    try {
      const done = await write.mutateAsync({ amountFen: amountFen ?? 0, reason: reason.trim() });
      toast({ title: say('writtenOff', { amount: formatFen(done.amountFen), open: formatFen(done.openFen) }) });
    } catch (error) {
      toast({ tone: 'bad', title: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  const ask = (): void => {
    setAmount(invoice.openFen);
    setAsking(true);
  };
  return (
    <>
      <Button size="sm" onPress={ask}>
        {say('writeOff')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={say('writeOffTitle', { number: invoice.number ?? '' })}
        consequence={say('writeOffWhat')}
        confirmLabel={say('writeOff')}
        isPending={write.isPending}
        isConfirmDisabled={isWrong || reason.trim() === ''}
        onConfirm={confirm}
      >
        <div className="grid gap-3">
          <MoneyField
            label={say('writeOffAmount')}
            description={say('writeOffLeft', { open })}
            value={amountFen}
            onChange={setAmount}
            error={amountFen !== null && amountFen > invoice.openFen ? say('overLine', { left: open }) : undefined}
          />
          <TextArea label={say('writeOffReason')} value={reason} onChange={setReason} maxLength={500} isRequired />
        </div>
      </ConfirmDialog>
    </>
  );
}
