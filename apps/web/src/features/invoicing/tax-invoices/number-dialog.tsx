import { useState } from 'react';
import { parkToday } from '../../../shared/format/format';
import { Button, Callout, DateField, Dialog, TextField, toast } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { type TaxRow, useRecordNumber } from './tax.queries';

/** The number of an invoice that was issued on the tax platform, typed by hand. */
export function NumberDialog({ row, onClose }: { row: TaxRow; onClose: () => void }) {
  const say = taxMessages.useSay();
  const [number, setNumber] = useState(row.taxNumber ?? '');
  const [issuedOn, setIssuedOn] = useState<string | null>(row.issuedOn ?? parkToday());
  const save = useRecordNumber(row.invoiceId);
  const digits = number.replace(/\s/g, '');
  const bad = digits !== '' && !/^\d{20}$/.test(digits);
  const submit = (): void =>
    save.mutate(
      { number: digits, issuedOn: issuedOn ?? '' },
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
      title={say('numberTitle', { number: row.number })}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={digits === '' || bad || !issuedOn}
            isPending={save.isPending}
            onPress={submit}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {save.error && (
          <Callout tone="bad" role="alert">
            {save.error.message}
          </Callout>
        )}
        <TextField
          label={say('taxNumber')}
          description={say('numberHint')}
          error={bad && digits.length >= 20 ? say('numberBad') : undefined}
          value={number}
          onChange={setNumber}
          inputMode="numeric"
          maxLength={26}
          autoFocus
        />
        <DateField label={say('issuedOn')} value={issuedOn} onChange={setIssuedOn} />
      </div>
    </Dialog>
  );
}
