import { useState } from 'react';
import { newKey } from '../../../shared/api/client';
import { Callout, ConfirmDialog, formatFen, TextField, toast } from '../../../shared/ui';
import { adjustmentsMessages } from './adjustments.messages';
import { type Adjustment, useWithdrawAdjustment } from './adjustments.queries';

/** Asks for the reason and says what becomes of what was billed. */
export function WithdrawAdjustment({ adjustment, onClose }: { adjustment: Adjustment; onClose: () => void }) {
  const say = adjustmentsMessages.useSay();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const withdraw = useWithdrawAdjustment(key);
  const number = adjustment.invoices.map((one) => one.number).join('、');
  const send = async (): Promise<void> => {
    await withdraw.mutateAsync({ id: adjustment.id, reason: reason.trim() });
    toast({ title: say('withdrawnDone'), tone: 'ok' });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={say('withdrawTitle', { amount: formatFen(adjustment.amountFen) })}
      consequence={
        <>
          <p>{number === '' ? say('withdrawOpen') : say('withdrawInvoiced', { number })}</p>
          {withdraw.error && (
            <Callout tone="bad" role="alert" className="mt-2">
              {withdraw.error.message}
            </Callout>
          )}
        </>
      }
      confirmLabel={say('withdraw')}
      isPending={withdraw.isPending}
      isConfirmDisabled={reason.trim() === ''}
      onConfirm={send}
    >
      <TextField label={say('withdrawReason')} isRequired maxLength={500} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
