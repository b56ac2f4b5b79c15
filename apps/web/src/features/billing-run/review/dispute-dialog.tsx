import { useState } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, Dialog, Money, TextArea, toast } from '../../../shared/ui';
import { reviewMessages } from './review.messages';
import { useDispute, type DraftLine } from './review.queries';

export interface DisputeDialogProps {
  readonly month: string;
  readonly line: DraftLine;
  readonly onClose: () => void;
}

/** Disputes a line with a reason; what was written stays when it is refused. */
export function DisputeDialog({ month, line, onClose }: DisputeDialogProps) {
  const say = reviewMessages.useSay();
  const name = useName();
  const [reason, setReason] = useState('');
  const dispute = useDispute(month);
  const item = name(line.instrumentZh, line.instrumentEn) || line.itemName;
  const send = async (): Promise<void> => {
    try {
      await dispute.mutateAsync({ chargeId: line.chargeId, reason: reason.trim() });
    } catch {
      return;
    }
    toast({ title: say('submitted') });
    onClose();
  };
  return (
    <Dialog
      isOpen
      isDismissable={reason.trim() === ''}
      title={say('disputeOf', { item })}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      footer={
        <Button
          variant="primary"
          isDisabled={reason.trim() === ''}
          isPending={dispute.isPending}
          onPress={() => void send()}
        >
          {say('submit')}
        </Button>
      }
    >
      <p className="mb-3 flex justify-between gap-3">
        <span className="num">{line.explanation.zh && <LineWords line={line} />}</span>
        <Money fen={line.amountFen} className="font-semibold" />
      </p>
      <TextArea
        label={say('reason')}
        description={say('reasonHint')}
        value={reason}
        onChange={setReason}
        isRequired
        maxLength={1000}
        autoFocus
      />
      <p className="mt-2 text-sm text-mut">{say('disputeConsequence')}</p>
      {dispute.error && (
        <Callout tone="bad" role="alert" className="mt-3" title={say('refused')}>
          {dispute.error.message}
        </Callout>
      )}
    </Dialog>
  );
}

function LineWords({ line }: { line: DraftLine }) {
  const name = useName();
  return <>{name(line.explanation.zh, line.explanation.en)}</>;
}
