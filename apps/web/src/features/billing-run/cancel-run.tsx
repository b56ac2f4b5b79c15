import { useState } from 'react';
import { monthName } from '../../shared/format/format';
import { Button, Callout, ConfirmDialog, TextField, toast } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useCancelRun, type Cockpit } from './billing-run.queries';
import { cockpitMessages } from './cockpit.messages';

/** Gives a run up while nothing has a number: asks for the reason and says what is taken back. */
export function CancelRun({ cockpit }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  const sayMonth = billingRunMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useCancelRun(cockpit.month);
  const month = monthName(cockpit.month);
  if (!cockpit.run || cockpit.run.invoiced > 0) return null;
  const confirm = async (): Promise<void> => {
    const { drafts } = await cancel.mutateAsync(reason.trim());
    toast({ title: say('cancelDone', { month, drafts }) });
  };
  return (
    <>
      <Button icon="x" onPress={() => setAsking(true)}>
        {say('cancelRun')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={say('cancelTitle', { month })}
        consequence={say('cancelConsequence', { drafts: cockpit.run.drafted })}
        confirmLabel={say('cancelRun')}
        isPending={cancel.isPending}
        isConfirmDisabled={reason.trim() === ''}
        onConfirm={confirm}
      >
        <TextField label={say('cancelReason')} value={reason} onChange={setReason} isRequired maxLength={500} />
        {cancel.error && (
          <Callout tone="bad" role="alert" title={sayMonth('actRefused')}>
            {cancel.error.message}
          </Callout>
        )}
      </ConfirmDialog>
    </>
  );
}
