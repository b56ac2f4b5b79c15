import { useQuery } from '@tanstack/react-query';
import { monthName, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { formatFen, KeyValueList, Money, Sheet, Skeleton, TextLink } from '../../../shared/ui';
import { AnswerForm } from './answer-form';
import { DisputeStatus } from './dispute-status';
import { Withdraw } from './draft-lines';
import type { RenderWhy } from './render-why';
import { reviewMessages } from './review.messages';
import { disputeQuery, type Dispute } from './review.queries';

export interface DisputeSheetProps {
  readonly id: string;
  readonly isStaff: boolean;
  readonly renderWhy: RenderWhy;
  readonly onClose: () => void;
}

/** One dispute: the line and how it was reckoned, what both sides said, and finance's answer. */
export function DisputeSheet({ id, isStaff, renderWhy, onClose }: DisputeSheetProps) {
  const say = reviewMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(disputeQuery(id));
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('disputeNo', { id })}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      {data && <Shown dispute={data} isStaff={isStaff} renderWhy={renderWhy} />}
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={6} lineHeight={36} />}
    </Sheet>
  );
}

function Shown({ dispute, isStaff, renderWhy }: { dispute: Dispute; isStaff: boolean; renderWhy: RenderWhy }) {
  const say = reviewMessages.useSay();
  const name = useName();
  const item = name(dispute.instrumentZh, dispute.instrumentEn) || dispute.itemName;
  const facts = [
    { label: say('status'), value: <DisputeStatus status={dispute.status} /> },
    { label: say('month'), value: monthName(dispute.runMonth) },
    ...(isStaff ? [{ label: say('company'), value: name(dispute.companyZh, dispute.companyEn) }] : []),
    { label: say('line'), value: [item, dispute.assetNo].filter(Boolean).join(' · ') },
    { label: say('amount'), value: <Money fen={dispute.amountFen} align="inline" className="font-semibold" /> },
  ];
  return (
    <div className="grid gap-4">
      <div>
        <KeyValueList items={facts} />
        <p className="num mt-2 text-sm">{name(dispute.explanation.zh, dispute.explanation.en)}</p>
        {renderWhy({ ...dispute, held: dispute.status === 'open', dispute: null })}
      </div>
      <Said dispute={dispute} />
      {dispute.status === 'open' && (isStaff ? <AnswerForm dispute={dispute} /> : <Withdraw id={dispute.id} />)}
      <History dispute={dispute} />
    </div>
  );
}

function Said({ dispute }: { dispute: Dispute }) {
  const say = reviewMessages.useSay();
  const { openedBy, openedAt, reason, answer, correction, adjustmentFen, invoiceNo, invoiceId } = dispute;
  return (
    <section className="grid gap-2">
      <div className="rounded bg-sunken px-3 py-2">
        <p className="text-sm text-mut">
          {say('said')} · {say('by', { who: openedBy, at: parkDateTime(openedAt) })}
        </p>
        <p className="whitespace-pre-line">{reason}</p>
      </div>
      {answer !== null && (
        <div className="rounded bg-sunken px-3 py-2">
          <p className="text-sm text-mut">
            {say('answerOf')} ·{' '}
            {say('by', { who: dispute.answeredBy ?? '', at: parkDateTime(dispute.answeredAt ?? '') })}
          </p>
          <p className="whitespace-pre-line">{answer}</p>
          {correction === 'adjustment' && (
            <p className="num text-sm">{say('adjustment', { amount: formatFen(adjustmentFen ?? 0) })}</p>
          )}
          {correction === 'source' && <p className="text-sm">{say('bySource')}</p>}
        </div>
      )}
      {invoiceNo && (
        <p>
          {say('onInvoice')}{' '}
          <TextLink href={`/invoices/${invoiceId}`} className="num underline!">
            {invoiceNo}
          </TextLink>
        </p>
      )}
    </section>
  );
}

const events = {
  'dispute.opened': 'opened_event',
  'dispute.upheld': 'upheld_event',
  'dispute.accepted': 'accepted_event',
  'dispute.withdrawn': 'withdrawn_event',
} as const;

function History({ dispute: { history } }: { dispute: Dispute }) {
  const say = reviewMessages.useSay();
  return (
    <section>
      <h3 className="mb-1 font-semibold">{say('history')}</h3>
      <ol className="text-sm">
        {history.map((entry, index) => (
          <li key={index} className="num flex gap-3">
            <span className="text-mut">{parkDateTime(entry.at)}</span>
            <span>
              {say(events[entry.action as keyof typeof events] ?? 'other_event')}
              {entry.actorName && ` · ${entry.actorName}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
