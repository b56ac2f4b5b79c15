import { useState } from 'react';
import { post } from '../../shared/api/client';
import { env } from '../../shared/env';
import { useLanguage } from '../../shared/i18n/language';
import { useName } from '../../shared/i18n/messages';
import { Button, ConfirmDialog, formatFen, TextLink, toast } from '../../shared/ui';
import { balanceMessages } from './balance.messages';
import { recordedAs, type Payment } from './invoicing.queries';
import { useMoneyCommand } from './use-money-command';

interface Receipted {
  readonly id: number;
  readonly receiptNumber: string | null;
}

/** The receipt of a payment as PDF, where one was given. */
export function ReceiptLink({ payment: { id, receiptNumber } }: { payment: Receipted }) {
  const say = balanceMessages.useSay();
  const lang = useLanguage();
  if (receiptNumber === null) return null;
  return (
    <TextLink
      href={`${env.apiBase}/payments/${id}/receipt.pdf?lang=${lang}`}
      target="_blank"
      className="num whitespace-nowrap"
    >
      {say('receipt', { number: receiptNumber })}
    </TextLink>
  );
}

const mayHave = (row: Payment): boolean =>
  row.receiptNumber === null && row.reversal === null && recordedAs.some((method) => method === row.method);

/** Gives a receipt for money that came in; its number is used up for ever, hence the question. */
export function ReceiptButton({ row }: { row: Payment }) {
  const say = balanceMessages.useSay();
  const name = useName();
  const [isAsking, setAsking] = useState(false);
  const give = useMoneyCommand(() => post<{ number: string }>(`/payments/${row.id}/receipt`));
  if (!mayHave(row)) return null;
  const amount = formatFen(row.amountFen);
  const company = name(row.companyZh, row.companyEn);
  const confirm = async (): Promise<void> => {
    try {
      const { number } = await give.mutateAsync(undefined);
      toast({ title: say('receiptDone', { number }), tone: 'ok' });
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: 'bad' });
      throw error;
    }
  };
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={`${say('giveReceipt')} ${company} ${amount}`}
        onPress={() => setAsking(true)}
      >
        {say('giveReceipt')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title={say('receiptTitle', { amount })}
        consequence={say('receiptWhat', { company, date: row.receivedOn })}
        confirmLabel={say('giveReceipt')}
        isPending={give.isPending}
        onConfirm={confirm}
      />
    </>
  );
}
