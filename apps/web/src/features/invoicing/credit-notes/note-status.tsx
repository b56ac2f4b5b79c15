import { Badge, type Tone } from '../../../shared/ui';
import { creditMessages } from './credit-notes.messages';
import type { CreditNoteRow } from './credit-notes.queries';

const looks = {
  awaiting_buyer: { tone: 'warn', icon: 'clock', text: 'awaiting_buyer' },
  issued: { tone: 'bad', icon: 'undo', text: 'issuedStatus' },
  withdrawn: { tone: 'off', icon: 'x', text: 'withdrawn' },
} as const satisfies Record<CreditNoteRow['status'], { tone: Tone; icon: string; text: string }>;

/** Where a credit note stands. */
export function NoteStatus({ status }: { status: CreditNoteRow['status'] }) {
  const say = creditMessages.useSay();
  const { tone, icon, text } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {say(text)}
    </Badge>
  );
}

/** Where the money of an issued note went, in words. */
export function useMoneyWords(): (note: Pick<CreditNoteRow, 'offsetFen' | 'creditFen' | 'refundFen'>) => string[] {
  const say = creditMessages.useSay();
  return ({ offsetFen, creditFen, refundFen }) => [
    ...(offsetFen > 0 ? [say('toOffset')] : []),
    ...(creditFen > 0 ? [say('toCredit')] : []),
    ...(refundFen > 0 ? [say('toRefund')] : []),
  ];
}
