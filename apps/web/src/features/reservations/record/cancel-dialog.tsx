import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Callout, ConfirmDialog, TextField } from '../../../shared/ui';
import { cancelPreviewQuery } from '../reservations.queries';
import type { CancellationPreview, Reservation } from '../reservations.types';
import { ChangeViolations, PreviewGate } from './change-frame';
import { changeMessages } from './change.messages';
import type { ActProps } from './extend-sheet';
import { useChange, violationsOf } from './use-change';

/** The fee first, then the question. */
export function CancelDialog({ reservation, scope, onClose }: ActProps) {
  const say = changeMessages.useSay();
  const [reason, setReason] = useState('');
  const preview = useQuery(cancelPreviewQuery(reservation.id));
  const act = useChange(reservation.id, onClose);
  const fee = preview.data?.feeFen ?? 0;
  const { violations, isForbidden } = violationsOf(act, preview.data);
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('cancelTitle')}
      consequence={
        <>
          {scope}
          <PreviewGate preview={preview}>
            {preview.data && <Terms terms={preview.data} reservation={reservation} />}
          </PreviewGate>
          <ChangeViolations violations={violations} title={say('cancelNotAllowed')} />
        </>
      }
      cancelLabel={say('cancelKeep')}
      confirmLabel={fee > 0 ? say('cancelConfirmFee', { money: money(fee) }) : say('cancelConfirmFree')}
      isConfirmDisabled={!preview.data || isForbidden}
      isPending={act.isPending}
      // The dialog stays until it is done: a refusal is shown in it.
      onConfirm={() => {
        act.run({ act: 'cancel', body: { reason, feeFen: fee }, done: say('cancelled') });
        return Promise.reject(new Error('pending'));
      }}
    >
      <TextField
        label={say('cancelReason')}
        description={say('cancelReasonHint')}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      {act.failure && (
        <Callout tone="bad" role="alert" title={say('failed')} className="mt-3">
          {act.failure.message}
        </Callout>
      )}
    </ConfirmDialog>
  );
}

function Terms({ terms, reservation }: { terms: CancellationPreview; reservation: Reservation }) {
  const { feeFen, freeUntil, explanation } = terms;
  // Of a request no deposit was taken, and its free time ends with the approval.
  const isAgreed = reservation.status !== 'requested';
  const say = changeMessages.useSay();
  const name = useName();
  return (
    <>
      <p className="text-lg font-semibold">
        {feeFen > 0 ? say('cancelFee', { money: money(feeFen) }) : say('cancelFree')}
      </p>
      <p className="text-mut">{name(explanation.zh, explanation.en)}</p>
      {isAgreed && <p className="num text-mut">{say('cancelUntil', { time: parkDateTime(freeUntil) })}</p>}
      {isAgreed && reservation.depositFen > 0 && <p className="text-mut">{say('cancelDeposit')}</p>}
    </>
  );
}
