import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDate } from '../../../shared/format/format';
import { Button, Card, Money, TextLink } from '../../../shared/ui';
import type { Invoice } from '../invoicing.queries';
import { creditMessages } from './credit-notes.messages';
import { invoiceCreditsQuery, type CreditNoteRow } from './credit-notes.queries';
import { CreditSheet } from './credit-sheet';
import { NoteStatus, useMoneyWords } from './note-status';
import { WriteOff } from './write-off';

/** Credit notes of an invoice; finance credits or gives up from here. Nothing is shown where there is neither. */
export function InvoiceCredits({ invoice, canCorrect }: { invoice: Invoice; canCorrect: boolean }) {
  const say = creditMessages.useSay();
  const isIssued = invoice.number !== null && invoice.grossFen > 0;
  const { data } = useQuery({ ...invoiceCreditsQuery(invoice.id), enabled: isIssued });
  const notes = data?.items ?? [];
  const isAwaited = notes.some((note) => note.status === 'awaiting_buyer');
  if (!isIssued || (notes.length === 0 && !canCorrect)) return null;
  return (
    <Card title={say('existing')} className="mt-4">
      {notes.length === 0 && <p className="text-sm text-mut">{say('noNotes')}</p>}
      <ul>
        {notes.map((note) => (
          <NoteItem key={note.id} note={note} />
        ))}
      </ul>
      {canCorrect && invoice.status !== 'void' && !isAwaited && <Acts invoice={invoice} />}
    </Card>
  );
}

function Acts({ invoice }: { invoice: Invoice }) {
  const say = creditMessages.useSay();
  const [isGiving, setGiving] = useState(false);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button size="sm" icon="undo" onPress={() => setGiving(true)}>
        {say('give')}
      </Button>
      {invoice.openFen > 0 && <WriteOff invoice={invoice} />}
      {isGiving && <CreditSheet invoice={invoice} onClose={() => setGiving(false)} />}
    </div>
  );
}

function NoteItem({ note }: { note: CreditNoteRow }) {
  const say = creditMessages.useSay();
  const words = useMoneyWords();
  return (
    <li className="border-b border-line py-1.5 text-sm last:border-b-0">
      <span className="flex items-baseline justify-between gap-2">
        <TextLink href={`/credit-notes/${note.id}`} className="num">
          {note.number ?? say('waiting')}
        </TextLink>
        <Money fen={0 - note.grossFen} />
      </span>
      <span className="mt-0.5 flex flex-wrap items-center justify-between gap-2 text-mut">
        <span>
          {[say(note.reason), ...words(note)].join(' · ')}
          {note.issuedAt && <span className="num"> · {parkDate(note.issuedAt)}</span>}
        </span>
        {note.status !== 'issued' && <NoteStatus status={note.status} />}
      </span>
    </li>
  );
}
