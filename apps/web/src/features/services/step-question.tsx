import { useState } from 'react';
import { newKey } from '../../shared/api/client';
import { Callout, ConfirmDialog, formatFen, TextField, toast } from '../../shared/ui';
import { servicesMessages } from './services.messages';
import { type ServiceOrder, useServiceStep } from './services.queries';

type Asked = 'confirm' | 'start' | 'reject' | 'cancel';

export interface StepQuestionProps {
  readonly order: ServiceOrder;
  readonly action: Asked;
  readonly onClose: () => void;
}

/** Asks before a step, and for the reason where one is owed to the other side. */
export function StepQuestion({ order, action, onClose }: StepQuestionProps) {
  const say = servicesMessages.useSay();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const step = useServiceStep(order, key);
  const needsReason = action === 'reject' || action === 'cancel';
  const send = async (): Promise<void> => {
    const after = await step.mutateAsync({ action, ...(needsReason && { reason: reason.trim() }) });
    toast({ title: say('stepDone', { status: say(after.status) }), tone: 'ok' });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      tone={needsReason ? 'danger' : 'primary'}
      title={say(`${action}Title`, { amount: formatFen(order.quotedFen ?? 0) })}
      consequence={
        <>
          <p>{say(`${action}Consequence`)}</p>
          {step.error && (
            <Callout tone="bad" role="alert" className="mt-2">
              {step.error.message}
            </Callout>
          )}
        </>
      }
      confirmLabel={say(action)}
      isPending={step.isPending}
      isConfirmDisabled={needsReason && reason.trim() === ''}
      onConfirm={send}
    >
      {needsReason ? (
        <TextField label={say('endReason')} isRequired maxLength={500} value={reason} onChange={setReason} />
      ) : undefined}
    </ConfirmDialog>
  );
}
