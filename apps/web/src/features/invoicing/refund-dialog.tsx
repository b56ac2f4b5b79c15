import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import {
  Button,
  Callout,
  DateField,
  Dialog,
  formatFen,
  MoneyField,
  SelectField,
  TextField,
  toast,
} from '../../shared/ui';
import { balanceMessages } from './balance.messages';
import { useRefund, type NewRefund } from './balance.queries';
import { useMethodName } from './invoice-status';
import { receivedBy, type ReceivedBy } from './invoicing.queries';

export interface RefundDialogProps {
  readonly companyId: number;
  /** What can be refunded at most. */
  readonly mostFen: number;
  readonly onClose: () => void;
}

interface Draft {
  readonly amountFen: number | null;
  readonly paidOn: string | null;
  readonly method: ReceivedBy;
  readonly reference: string;
  readonly note: string;
}

/** Records money that went back to a company; never more than it has to its credit. */
export function RefundDialog({ companyId, mostFen, onClose }: RefundDialogProps) {
  const say = balanceMessages.useSay();
  const refund = useRefund();
  const [draft, setDraft] = useState<Draft>({
    amountFen: mostFen,
    paidOn: parkToday(),
    method: 'bank',
    reference: '',
    note: '',
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const { amountFen, paidOn } = draft;
  const isSound =
    amountFen !== null && amountFen > 0 && amountFen <= mostFen && paidOn !== null && paidOn <= parkToday();
  const send = async (): Promise<void> => {
    await refund.mutateAsync({ ...draft, companyId } as NewRefund);
    toast({ title: say('refunded', { amount: formatFen(amountFen ?? 0) }), tone: 'ok' });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={say('refundTitle')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!isSound}
            isPending={refund.isPending}
            onPress={() => void send().catch(() => undefined)}
          >
            {say('refundAct')}
          </Button>
        </>
      }
    >
      {refund.error && (
        <Callout tone="bad" role="alert" className="mb-3">
          {refund.error.message}
        </Callout>
      )}
      <p className="mb-3 text-mut">{say('refundWhat', { most: formatFen(mostFen) })}</p>
      <Fields {...{ draft, change, mostFen }} />
    </Dialog>
  );
}

function Fields({ draft, change, mostFen }: { draft: Draft; change: (part: Partial<Draft>) => void; mostFen: number }) {
  const say = balanceMessages.useSay();
  const methodName = useMethodName();
  const { amountFen, paidOn } = draft;
  const amountFault =
    amountFen === null || amountFen <= 0
      ? say('amountMissing')
      : amountFen > mostFen
        ? say('tooMuch', { most: formatFen(mostFen) })
        : undefined;
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <MoneyField
        label={say('refundAmount')}
        isRequired
        value={amountFen}
        onChange={(fen) => change({ amountFen: fen })}
        error={amountFault}
      />
      <DateField
        label={say('paidOn')}
        isRequired
        value={paidOn}
        max={parkToday()}
        onChange={(day) => change({ paidOn: day })}
        error={paidOn === null || paidOn > parkToday() ? say('dayMissing') : undefined}
      />
      <SelectField
        label={say('method')}
        options={receivedBy.map((id) => ({ id, label: methodName(id) }))}
        value={draft.method}
        onChange={(method) => method && change({ method })}
      />
      <TextField
        label={say('reference')}
        maxLength={100}
        value={draft.reference}
        onChange={(reference) => change({ reference })}
      />
      <TextField
        label={say('note')}
        maxLength={500}
        value={draft.note}
        onChange={(note) => change({ note })}
        className="lg:col-span-2"
      />
    </div>
  );
}
