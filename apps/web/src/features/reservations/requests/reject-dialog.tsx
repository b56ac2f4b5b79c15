import { useState } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { Button, Dialog, TextArea } from '../../../shared/ui';
import type { ReservationRow } from '../reservations.types';
import { requestsMessages } from './requests.messages';

/** Declining needs a reason, which the applicant reads. */
export function RejectDialog({
  row,
  isPending,
  onReject,
  onClose,
}: {
  row: ReservationRow;
  isPending: boolean;
  onReject: (reason: string) => void;
  onClose: () => void;
}) {
  const say = requestsMessages.useSay();
  const name = useName();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      size="sm"
      title={say('rejectTitle')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="danger"
            isDisabled={reason.trim() === ''}
            isPending={isPending}
            onPress={() => onReject(reason.trim())}
          >
            {say('reject')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="text-mut">{name(row.companyZh, row.companyEn)}</p>
        <TextArea label={say('rejectReason')} value={reason} onChange={setReason} rows={3} isRequired />
        <p className="text-sm text-mut">{say('rejectConsequence')}</p>
      </div>
    </Dialog>
  );
}
