import { useState } from 'react';
import { lastDay, parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Badge, Button, formatFen, toast } from '../../shared/ui';
import { balanceMessages } from './balance.messages';
import { useReversePayment } from './balance.queries';
import { ReasonDialog } from './bank/reason-dialog';
import { recordedAs, type Payment } from './invoicing.queries';
import { ReceiptButton, ReceiptLink } from './payment-receipt';

/** What became of a payment: taken back and why, refunded in part, for which time it was prepaid, from which statement. */
export function PaymentNotes({ row }: { row: Payment }) {
  const say = balanceMessages.useSay();
  const { reversal, service, returnedFen, bankLineId } = row;
  return (
    <span className="block text-sm text-mut empty:hidden">
      {reversal && (
        <span className="block">
          <Badge tone="bad" icon="undo">
            {say('reversed')}
          </Badge>{' '}
          {say('reversedBy', { name: reversal.by, at: parkDateTime(reversal.at), reason: reversal.reason })}
        </span>
      )}
      {!reversal && returnedFen > 0 && (
        <span className="block">{say('returned', { amount: formatFen(returnedFen) })}</span>
      )}
      {service && (
        <span className="num block">{say('service', { from: service.from, until: lastDay(service.until) })}</span>
      )}
      {bankLineId !== null && <span className="block">{say('fromBank')}</span>}
      <ReceiptLink payment={row} />
    </span>
  );
}

const isReversible = (row: Payment): boolean =>
  row.reversal === null && row.returnedFen === 0 && recordedAs.some((method) => method === row.method);

/** What finance does with a payment afterwards: gives a receipt, or takes it back. */
export function PaymentActs({ row }: { row: Payment }) {
  return (
    <span className="flex justify-end whitespace-nowrap">
      <ReceiptButton row={row} />
      <ReverseButton row={row} />
    </span>
  );
}

/** Takes a payment back, with a reason; offered for money that came in and is still there. */
function ReverseButton({ row }: { row: Payment }) {
  const say = balanceMessages.useSay();
  const name = useName();
  const [isAsking, setAsking] = useState(false);
  const reverse = useReversePayment();
  if (!isReversible(row)) return null;
  const amount = formatFen(row.amountFen);
  const company = name(row.companyZh, row.companyEn);
  const send = async (reason: string): Promise<void> => {
    try {
      await reverse.mutateAsync({ id: row.id, reason });
      toast({ title: say('reverseDone', { amount }), tone: 'ok' });
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: 'bad' });
    }
    setAsking(false);
  };
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={`${say('reverse')} ${company} ${amount}`}
        onPress={() => setAsking(true)}
      >
        {say('reverse')}
      </Button>
      {isAsking && (
        <ReasonDialog
          title={say('reverseTitle')}
          consequence={say('reverseWhat', { company, date: row.receivedOn, amount })}
          label={say('reverseReason')}
          confirmLabel={say('reverse')}
          isPending={reverse.isPending}
          onConfirm={(reason) => void send(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
