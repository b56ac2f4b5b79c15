import { useQuery } from '@tanstack/react-query';
import { ProblemError } from '../../../shared/api/problem';
import { parkDate } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { EmptyState, LinkButton, Money, PageHeader, Skeleton, TextLink } from '../../../shared/ui';
import { percent } from '../explain-line';
import type { Party } from '../invoicing.queries';
import { CreditDecision, type MayDecide } from './credit-decision';
import { creditMessages } from './credit-notes.messages';
import { creditNotePdf, creditNoteQuery, type CreditNote } from './credit-notes.queries';
import { NoteStatus } from './note-status';
import { RedConfirmation } from './red-confirmation';

/** One credit note as its PDF reads; the buyer decides here where its agreement is needed. */
export function CreditNoteView({ id, mayDecide }: { id: string; mayDecide: MayDecide }) {
  const say = creditMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(creditNoteQuery(id));
  if (data) return <Loaded note={data} mayDecide={mayDecide} />;
  if (error instanceof ProblemError && (error.status === 404 || error.status === 400)) {
    const back = { label: say('allNotes'), href: '/credit-notes' };
    return <EmptyState icon="invoice" title={say('unknown')} detail={say('unknownDetail')} action={back} />;
  }
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={10} lineHeight={32} />;
}

function Loaded({ note, mayDecide }: { note: CreditNote; mayDecide: MayDecide }) {
  const say = creditMessages.useSay();
  const lang = useLanguage();
  const languages = lang === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  const title = note.number ?? say('waiting');
  return (
    <>
      <PageHeader
        title={<span className="num">{title}</span>}
        breadcrumbs={[{ label: say('title'), href: '/credit-notes' }, { label: title }]}
        badges={<NoteStatus status={note.status} />}
        actions={
          note.number !== null &&
          languages.map((language) => (
            <LinkButton
              key={language}
              icon="download"
              target="_blank"
              href={creditNotePdf(note.id, language)}
              className="max-lg:flex-1"
            >
              {say(language === 'zh' ? 'downloadZh' : 'downloadEn')}
            </LinkButton>
          ))
        }
      />
      <CreditDecision note={note} mayDecide={mayDecide} />
      {mayDecide === 'park' && note.status === 'issued' && note.redConfirmNo === '' && <RedConfirmation note={note} />}
      <Paper note={note} />
    </>
  );
}

function Paper({ note }: { note: CreditNote }) {
  const say = creditMessages.useSay();
  const facts = [
    [say('number'), note.number ?? say('waiting')],
    [say('issuedOn'), note.issuedAt && parkDate(note.issuedAt)],
    [say('reason'), say(note.reason)],
    [say('redConfirmNo'), note.redConfirmNo],
    [say('note'), note.note],
  ] as const;
  return (
    <article className="rounded-md border border-line bg-surface px-4 py-5 lg:px-8 lg:py-7">
      <header className="mb-4">
        <h2 className="text-xl font-semibold">{say('paper')}</h2>
        <p className="text-xs text-mut">{say('paperSmall')}</p>
      </header>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <div>
          <dt className="text-sm text-mut">{say('invoice')}</dt>
          <dd className="num font-medium">
            <TextLink href={`/invoices/${note.invoiceId}`}>{note.invoiceNumber}</TextLink>
          </dd>
        </div>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt className="text-sm text-mut">{label}</dt>
                <dd className="num font-medium break-words">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <div className="my-4 grid gap-4 lg:grid-cols-2">
        <PartyBlock label={say('buyer')} party={note.buyer} />
        <PartyBlock label={say('seller')} party={note.seller} />
      </div>
      <Lines note={note} />
      <Sums note={note} />
    </article>
  );
}

function PartyBlock({ label, party }: { label: string; party: Party }) {
  const say = creditMessages.useSay();
  const name = useName();
  return (
    <section className="min-w-0">
      <h3 className="text-sm text-mut">{label}</h3>
      <p className="font-semibold">{name(party.nameZh, party.nameEn)}</p>
      {party.creditCode && (
        <p className="num text-sm break-all">
          <span className="text-mut">{say('creditCode')}</span> {party.creditCode}
        </p>
      )}
    </section>
  );
}

function Lines({ note }: { note: CreditNote }) {
  const say = creditMessages.useSay();
  const name = useName();
  return (
    <>
      <p className="mb-1 text-xs text-mut">{say('unit')}</p>
      <ol aria-label={say('lines')} className="border-t border-ink">
        {note.lines.map((line) => (
          <li key={line.lineNo} className="flex items-baseline justify-between gap-3 border-b border-line py-2">
            <span className="min-w-0">
              <span lang="zh-CN" className="block font-medium">
                {line.itemName}
              </span>
              <span className="num block text-sm text-mut">
                {[name(line.instrumentZh, line.instrumentEn), line.assetNo, line.month].filter(Boolean).join(' · ')}
              </span>
              <span className="num block text-sm text-mut">
                {say('line', { no: line.invoiceLineNo })} · {say('rate')} {percent(line.taxRateBps)}% · {say('tax')}{' '}
                <Money fen={0 - line.taxFen} align="inline" />
              </span>
            </span>
            <Money fen={0 - line.amountFen} className="font-medium" />
          </li>
        ))}
      </ol>
    </>
  );
}

function Sums({ note }: { note: CreditNote }) {
  const say = creditMessages.useSay();
  const parts = [
    ['toOffset', note.offsetFen],
    ['toCredit', note.creditFen],
    ['toRefund', note.refundFen],
  ] as const;
  return (
    <div className="mt-3 grid gap-3 lg:grid-cols-2">
      <div>
        <p>
          <span className="text-mut">{say('capitals')}</span>{' '}
          <span lang="zh-CN" className="font-semibold">
            {say('rmb', { capitals: note.capitals })}
          </span>
        </p>
        {parts.map(
          ([label, fen]) =>
            fen > 0 && (
              <p key={label} className="num text-sm">
                <span className="text-mut">{say(label)}</span> <Money fen={fen} align="inline" />
              </p>
            ),
        )}
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 lg:justify-self-end">
        <dt className="text-mut">{say('net')}</dt>
        <dd>
          <Money fen={0 - note.netFen} />
        </dd>
        <dt className="text-mut">{say('tax')}</dt>
        <dd>
          <Money fen={0 - note.taxFen} />
        </dd>
        <dt className="font-semibold">{say('gross')}</dt>
        <dd className="text-xl font-semibold">
          <Money fen={0 - note.grossFen} />
        </dd>
      </dl>
    </div>
  );
}
