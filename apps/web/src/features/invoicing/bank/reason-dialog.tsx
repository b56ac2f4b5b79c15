import { useState } from 'react';
import { Button, Dialog, TextArea } from '../../../shared/ui';
import { bankMessages } from './bank.messages';

export interface ReasonDialogProps {
  readonly title: string;
  readonly consequence: string;
  readonly label: string;
  readonly confirmLabel: string;
  /** Reasons that are met often, one press each. */
  readonly usual?: readonly string[];
  readonly isPending: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why; nothing is done without a reason, which stays on record. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, consequence, label, confirmLabel, usual = [], isPending, onConfirm, onClose } = props;
  const say = bankMessages.useSay();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      size="sm"
      title={title}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={reason.trim() === ''}
            isPending={isPending}
            onPress={() => onConfirm(reason.trim())}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="text-mut">{consequence}</p>
        {usual.length > 0 && (
          <div className="flex flex-wrap gap-2">
            {usual.map((one) => (
              <Button key={one} size="sm" onPress={() => setReason(one)}>
                {one}
              </Button>
            ))}
          </div>
        )}
        <TextArea label={label} value={reason} onChange={setReason} rows={2} maxLength={500} isRequired />
      </div>
    </Dialog>
  );
}
