import { useState, type ReactNode } from 'react';
import { parkDate } from '../../../shared/format/format';
import {
  Button,
  ConfirmDialog,
  cx,
  formatFen,
  Icon,
  type IconName,
  TextField,
  TextLink,
  toast,
} from '../../../shared/ui';
import { depositsMessages } from './deposits.messages';
import { useWithdrawForfeit, type Deposit, type DepositPart } from './deposits.queries';

interface CourseProps {
  readonly deposit: Deposit;
  readonly mayWithdraw: boolean;
}

/** What happened to a deposit and what comes next, in order. */
export function DepositCourse({ deposit, mayWithdraw }: CourseProps) {
  const say = depositsMessages.useSay();
  const { status, takenAt, amountFen, receiptNumber } = deposit;
  const amount = formatFen(amountFen);
  const taken = receiptNumber ? 'takenStep' : 'takenNoReceipt';
  return (
    <section aria-label={say('course')}>
      <h3 className="mb-2 font-semibold">{say('course')}</h3>
      <ol className="grid gap-2">
        <Step icon="check">{say('dueOn', { date: parkDate(deposit.dueAt), amount })}</Step>
        {deposit.voidedReceipts.map(({ number, reason, voidedAt }) => (
          <Step key={number} icon="x">
            {say('voidedStep', { number, reason, date: parkDate(voidedAt) })}
          </Step>
        ))}
        {takenAt && <Step icon="check">{say(taken, { date: parkDate(takenAt), amount })}</Step>}
        {deposit.parts.map((part) => (
          <PartStep key={part.id} deposit={deposit} part={part} mayWithdraw={mayWithdraw} />
        ))}
        {status === 'due' && <Step icon="clock">{say('waitsForMoney')}</Step>}
        {status === 'cancelled' && <Step icon="x">{say('cancelledStep')}</Step>}
        {status === 'held' && (
          <Step icon="clock">{say(deposit.isToDecide ? 'waitsForDecision' : 'waitsForReturn')}</Step>
        )}
      </ol>
    </section>
  );
}

const tones: Partial<Record<IconName, string>> = { check: 'text-ok', clock: 'text-warn' };

function Step({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <li className="flex gap-2 text-sm">
      <span className={cx('pt-0.5', tones[icon] ?? 'text-mut')}>
        <Icon name={icon} size={14} />
      </span>
      <span className="num min-w-0">{children}</span>
    </li>
  );
}

const steps = { refund: 'refundStep', set_off: 'setOffStep', forfeit: 'forfeitStep' } as const;

function PartStep({ deposit, part, mayWithdraw }: CourseProps & { part: DepositPart }) {
  const say = depositsMessages.useSay();
  const values = { date: parkDate(part.decidedAt), amount: formatFen(part.amountFen), reason: part.reason };
  const used = part.invoices.reduce((sum, one) => sum + one.amountFen, 0);
  const waits = part.kind === 'forfeit' && part.settledAt === null;
  return (
    <Step icon={waits ? 'clock' : 'check'}>
      {say(steps[part.kind], values)}
      {part.invoices.length > 0 && (
        <span className="block text-mut">
          {part.invoices.map((invoice) => (
            <span key={invoice.id} className="mr-3 whitespace-nowrap">
              <TextLink href={`/invoices/${invoice.id}`}>{invoice.number}</TextLink> {formatFen(invoice.amountFen)}
            </span>
          ))}
        </span>
      )}
      {part.settledAt !== null && part.kind !== 'refund' && used < part.amountFen && (
        <span className="block text-mut">{say('toBalance')}</span>
      )}
      {waits && <span className="block text-mut">{say('forfeitWaits')}</span>}
      {waits && mayWithdraw && <Withdraw deposit={deposit} part={part} />}
    </Step>
  );
}

function Withdraw({ deposit, part }: { deposit: Deposit; part: DepositPart }) {
  const say = depositsMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useWithdrawForfeit(deposit.id);
  const confirm = async (): Promise<void> => {
    try {
      await withdraw.mutateAsync({ partId: part.id, reason: reason.trim() });
      toast({ title: say('withdrawn') });
    } catch (error) {
      toast({ tone: 'bad', title: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  return (
    <>
      <Button size="sm" className="mt-1" onPress={() => setAsking(true)}>
        {say('withdraw')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={say('withdrawTitle', { amount: formatFen(part.amountFen) })}
        consequence={say('withdrawWhat')}
        confirmLabel={say('withdraw')}
        isPending={withdraw.isPending}
        isConfirmDisabled={reason.trim().length < 2}
        onConfirm={confirm}
      >
        <TextField label={say('withdrawReason')} value={reason} onChange={setReason} maxLength={300} isRequired />
      </ConfirmDialog>
    </>
  );
}
