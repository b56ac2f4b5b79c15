import { useLanguage } from '../../../shared/i18n/language';
import { useName } from '../../../shared/i18n/messages';
import { Badge, formatFen, Money, TextLink, type Tone } from '../../../shared/ui';
import { bankMessages } from './bank.messages';
import type { MatchState, Suggestion } from './bank.queries';

const tones: Record<MatchState, Tone> = { sure: 'ok', likely: 'brand', ambiguous: 'warn', none: 'plain' };
const icons = { sure: 'check', likely: 'eye', ambiguous: 'alert', none: 'minus' } as const;

/** How certain a match is, in a word. */
export function StateBadge({ state }: { state: MatchState }) {
  const say = bankMessages.useSay();
  return (
    <Badge tone={tones[state]} icon={icons[state]}>
      {say(state)}
    </Badge>
  );
}

/** What a line may be: whose, what it pays, what is left, and why this is thought. */
export function SuggestionView({ of, amountFen }: { of: Suggestion; amountFen: number }) {
  const name = useName();
  const lang = useLanguage();
  return (
    <span className="grid min-w-0 gap-0.5">
      {of.split.length === 0 ? (
        <>
          <span className="min-w-0 truncate font-medium">{name(of.companyZh, of.companyEn)}</span>
          <WhatItPays of={of} amountFen={amountFen} />
        </>
      ) : (
        of.split.map((part, index) => (
          <span key={index} className="grid min-w-0">
            <span className="flex min-w-0 items-baseline justify-between gap-3 font-medium">
              <span className="min-w-0 truncate">{name(part.companyZh, part.companyEn)}</span>
              <Money fen={part.amountFen} align="inline" />
            </span>
            {part.deposit ? <DepositOf of={part.deposit} /> : <Allocations of={part.allocations} />}
          </span>
        ))
      )}
      <span className="text-sm text-mut first-letter:uppercase">
        {of.reasons.map((reason) => reason[lang]).join(lang === 'zh' ? '；' : '; ')}
      </span>
    </span>
  );
}

function WhatItPays({ of, amountFen }: { of: Suggestion; amountFen: number }) {
  const say = bankMessages.useSay();
  if (amountFen < 0) return <span>{say(of.refundId === null ? 'asRefund' : 'asKnownRefund')}</span>;
  if (of.paymentId !== null) return <span>{say('asRecorded')}</span>;
  if (of.deposit) return <DepositOf of={of.deposit} />;
  if (of.allocations.length === 0) return <span>{say('asPrepaid')}</span>;
  return <Allocations of={of.allocations} restFen={of.restFen} />;
}

/** A deposit by the reservation that it is for. */
export function DepositOf({ of }: { of: NonNullable<Suggestion['deposit']> }) {
  const say = bankMessages.useSay();
  return (
    <span className="num">
      {say('asDeposit')} <TextLink href={`/reservations/${of.reservationId}`}>{`R${of.reservationId}`}</TextLink>
    </span>
  );
}

/** Which invoices are paid with how much, and what goes to the balance. */
export function Allocations({ of, restFen = 0 }: { of: Suggestion['allocations']; restFen?: number }) {
  const say = bankMessages.useSay();
  return (
    <span className="flex flex-wrap gap-x-3">
      {of.map((part) => (
        <span key={part.invoiceId} className="num whitespace-nowrap">
          <TextLink href={`/invoices/${part.invoiceId}`}>{part.number}</TextLink>{' '}
          <Money fen={part.amountFen} align="inline" className="text-mut" />
        </span>
      ))}
      {restFen > 0 && <span className="num text-mut">{say('rest', { rest: formatFen(restFen) })}</span>}
    </span>
  );
}
