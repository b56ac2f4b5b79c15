import { useState } from 'react';
import { Button, Callout, Dialog, TextField, toast } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { type TaxRow, useRelease } from './tax.queries';

/** Lets a statement be exported again, with the reason: only when its file was not used. */
export function ReleaseDialog({ row, onClose }: { row: TaxRow; onClose: () => void }) {
  const say = taxMessages.useSay();
  const [reason, setReason] = useState('');
  const release = useRelease(row.invoiceId);
  const submit = (): void =>
    release.mutate(
      { reason: reason.trim() },
      {
        onSuccess: () => {
          toast({ title: say('saved'), tone: 'ok' });
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen
      title={say('releaseTitle', { number: row.number })}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="danger" isDisabled={reason.trim().length < 2} isPending={release.isPending} onPress={submit}>
            {say('release')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Callout tone="warn">{say('releaseHint')}</Callout>
        {release.error && (
          <Callout tone="bad" role="alert">
            {release.error.message}
          </Callout>
        )}
        <TextField label={say('reason')} value={reason} onChange={setReason} maxLength={200} autoFocus />
      </div>
    </Dialog>
  );
}
