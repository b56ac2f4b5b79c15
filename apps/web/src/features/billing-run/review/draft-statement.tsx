import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { monthName, parkDate } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { Callout, Card, EmptyState, LinkButton, Money, PageHeader, Skeleton } from '../../../shared/ui';
import { lastDayOf } from '../month-state';
import { DisputeDialog } from './dispute-dialog';
import { DraftLines } from './draft-lines';
import type { RenderWhy } from './render-why';
import { reviewMessages } from './review.messages';
import { draftQuery, type DraftLine, type DraftStatement as Draft } from './review.queries';

export interface DraftStatementProps {
  readonly month: string;
  /** Finance looks at any company's. */
  readonly companyId?: string;
  readonly mayDispute: boolean;
  readonly renderWhy: RenderWhy;
}

/** A draft before it is issued: every line explains itself and can be disputed by its company. */
export function DraftStatement({ month, companyId, mayDispute, renderWhy }: DraftStatementProps) {
  const say = reviewMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(draftQuery(month, companyId));
  if (data) return <Loaded draft={data} mayDispute={mayDispute} renderWhy={renderWhy} />;
  if (error instanceof ProblemError && (error.status === 404 || error.status === 400)) {
    const back = { label: say('back'), href: '/invoices' };
    return <EmptyState icon="invoice" title={say('unknown')} detail={say('unknownDetail')} action={back} />;
  }
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={8} lineHeight={36} />;
}

function Loaded({ draft, mayDispute, renderWhy }: { draft: Draft; mayDispute: boolean; renderWhy: RenderWhy }) {
  const say = reviewMessages.useSay();
  const name = useName();
  const [disputed, setDisputed] = useState<DraftLine | null>(null);
  const title = say('draftTitle', { month: monthName(draft.month) });
  const back = mayDispute
    ? { label: say('back'), href: '/invoices' }
    : { label: monthName(draft.month), href: `/months/${draft.month}` };
  const held = draft.lines.filter((line) => line.held).reduce((sum, line) => sum + line.amountFen, 0);
  return (
    <>
      <PageHeader
        title={<span className="num">{title}</span>}
        breadcrumbs={[back, { label: title }]}
        badges={mayDispute ? undefined : <span className="text-mut">{name(draft.companyZh, draft.companyEn)}</span>}
      />
      <Where draft={draft} />
      <Card title={say('lines')}>
        {draft.lines.length === 0 ? (
          <p className="text-mut">{say('noLines')}</p>
        ) : (
          <DraftLines
            lines={draft.lines}
            renderWhy={renderWhy}
            onDispute={mayDispute && draft.open ? setDisputed : undefined}
            canWithdraw={mayDispute}
          />
        )}
        <dl className="mt-3 grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-t border-ink pt-2 lg:ml-auto lg:w-80">
          <dt className="text-mut">{say('net')}</dt>
          <dd>
            <Money fen={draft.netFen} />
          </dd>
          <dt className="text-mut">{say('tax')}</dt>
          <dd>
            <Money fen={draft.taxFen} />
          </dd>
          <dt className="font-semibold">{say('total')}</dt>
          <dd className="font-semibold">
            <Money fen={draft.grossFen} />
          </dd>
          {held !== 0 && (
            <>
              <dt className="text-bad">{say('heldTotal')}</dt>
              <dd className="text-bad">
                <Money fen={held} />
              </dd>
            </>
          )}
        </dl>
      </Card>
      {disputed && <DisputeDialog month={draft.month} line={disputed} onClose={() => setDisputed(null)} />}
    </>
  );
}

/** Until when it can be disputed, or what became of it. */
function Where({ draft }: { draft: Draft }) {
  const say = reviewMessages.useSay();
  if (draft.invoiceId !== null && draft.invoiceNo !== null) {
    return (
      <Callout tone="ok" className="mb-3" title={say('issuedTitle', { number: draft.invoiceNo })}>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span>{say('issuedDetail')}</span>
          <LinkButton href={`/invoices/${draft.invoiceId}`}>{say('toInvoice')}</LinkButton>
        </div>
      </Callout>
    );
  }
  return draft.open ? (
    <Callout className="mb-3" title={say('untilTitle', { date: parkDate(lastDayOf(draft.reviewUntil)) })}>
      {say('untilDetail')}
    </Callout>
  ) : (
    <Callout tone="warn" className="mb-3" title={say('overTitle')}>
      {say('overDetail')}
    </Callout>
  );
}
