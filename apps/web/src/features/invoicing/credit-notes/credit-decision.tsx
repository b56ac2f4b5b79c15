import { useState } from 'react';
import { parkDateTime } from '../../../shared/format/format';
import { Button, Callout, ConfirmDialog, formatFen, TextArea, toast } from '../../../shared/ui';
import { creditMessages } from './credit-notes.messages';
import { useDecide, type CreditNote } from './credit-notes.queries';

/** What the reader may do about a credit note that waits. */
export type MayDecide = 'buyer' | 'park' | 'nobody';

const failed = (error: unknown): never => {
  toast({ tone: 'bad', title: error instanceof Error ? error.message : String(error) });
  throw error;
};

/** What a credit note waits for, and the acts of whoever may decide; what became of one that was not given. */
export function CreditDecision({ note, mayDecide }: { note: CreditNote; mayDecide: MayDecide }) {
  const say = creditMessages.useSay();
  if (note.status === 'withdrawn') {
    const reason = note.decidedReason === 'expired' ? say('expired') : note.decidedReason;
    return (
      <Callout tone="info" title={say('notEffective', { reason })} className="mb-3">
        {null}
      </Callout>
    );
  }
  if (note.status !== 'awaiting_buyer' || note.confirmBy === null) return null;
  const time = parkDateTime(note.confirmBy);
  const amount = formatFen(note.grossFen);
  const isBuyer = mayDecide === 'buyer';
  return (
    <Callout tone="warn" title={isBuyer ? say('confirmBy', { time }) : say('waitsForBuyer', { time })} className="mb-3">
      {isBuyer && <p>{say('confirmWhat', { invoice: note.invoiceNumber, amount })}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        {isBuyer && <Agree note={note} amount={amount} />}
        {isBuyer && <GiveUp note={note} act="refuse" />}
        {mayDecide === 'park' && <GiveUp note={note} act="withdraw" />}
      </div>
    </Callout>
  );
}

function Agree({ note, amount }: { note: CreditNote; amount: string }) {
  const say = creditMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const agree = useDecide(note.id, 'confirm');
  const confirm = async (): Promise<void> => {
    try {
      const { number } = await agree.mutateAsync({});
      toast({ title: say('agreed', { number: number ?? '' }) });
    } catch (error) {
      failed(error);
    }
  };
  return (
    <>
      <Button variant="primary" onPress={() => setAsking(true)}>
        {say('agree')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title={say('agreeTitle', { amount })}
        consequence={say('agreeWhat')}
        confirmLabel={say('agree')}
        isPending={agree.isPending}
        onConfirm={confirm}
      />
    </>
  );
}

const words = {
  refuse: { title: 'refuseTitle', what: 'refuseWhat', reason: 'refuseReason', done: 'refusedDone' },
  withdraw: { title: 'withdrawTitle', what: 'withdrawWhat', reason: 'withdrawReason', done: 'withdrawnDone' },
} as const;

function GiveUp({ note, act }: { note: CreditNote; act: 'refuse' | 'withdraw' }) {
  const say = creditMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const decide = useDecide(note.id, act);
  const confirm = async (): Promise<void> => {
    try {
      await decide.mutateAsync({ reason: reason.trim() });
      toast({ title: say(words[act].done) });
    } catch (error) {
      failed(error);
    }
  };
  return (
    <>
      <Button onPress={() => setAsking(true)}>{say(act)}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={say(words[act].title)}
        consequence={say(words[act].what)}
        confirmLabel={say(act)}
        isPending={decide.isPending}
        isConfirmDisabled={reason.trim() === ''}
        onConfirm={confirm}
      >
        <TextArea label={say(words[act].reason)} value={reason} onChange={setReason} maxLength={300} isRequired />
      </ConfirmDialog>
    </>
  );
}
