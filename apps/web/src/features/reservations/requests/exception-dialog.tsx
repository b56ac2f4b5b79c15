import { useState } from 'react';
import { Button, Dialog, TextArea } from '../../../shared/ui';
import { overridableOf } from '../board/override-field';
import { ViolationList } from '../violation-list';
import { requestsMessages } from './requests.messages';
import type { Exception } from './use-requests';

export interface ExceptionDialogProps {
  readonly exception: Exception;
  readonly isPending: boolean;
  readonly onApprove: (given: { override: object }) => void;
  readonly onClose: () => void;
}

/** Approves against the rules: every one of them is shown, and the reason goes into the record. */
export function ExceptionDialog({ exception, isPending, onApprove, onClose }: ExceptionDialogProps) {
  const say = requestsMessages.useSay();
  const [reason, setReason] = useState('');
  const refused = exception.violations.filter((one) => one.severity === 'refuse');
  const isPossible = overridableOf(exception.violations) !== null;
  const override = { codes: refused.map((one) => one.code), reason: reason.trim() };
  return (
    <Dialog
      isOpen
      size="sm"
      title={say('exceptionTitle')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          {isPossible && (
            <Button
              variant="primary"
              isDisabled={reason.trim().length < 2}
              isPending={isPending}
              onPress={() => onApprove({ override })}
            >
              {say('approveAnyway')}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-3">
        <ViolationList
          violations={exception.violations}
          refusedTitle={say('checksRefuse')}
          noticeTitle={say('checksWarn')}
        />
        {isPossible ? (
          <TextArea label={say('exceptionReason')} value={reason} onChange={setReason} rows={3} isRequired />
        ) : (
          <p className="m-0 text-mut">{say('notOverridable')}</p>
        )}
      </div>
    </Dialog>
  );
}
