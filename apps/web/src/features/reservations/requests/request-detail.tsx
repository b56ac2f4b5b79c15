import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Card, KeyValueList, LinkButton, Money, Skeleton, TextLink } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { useNow } from '../../../shared/use-now';
import { PriceLines } from '../price-lines';
import { reservationQuery } from '../reservations.queries';
import type { ReservationRow } from '../reservations.types';
import { RequestChecks } from './request-verdict';
import { requestsMessages } from './requests.messages';
import { waitText } from './wait-text';

const BundleNote = lazy(() => import('../bundle/bundle-note'));
const SeriesRequest = lazy(() => import('../series/series-request'));

export interface RequestDetailProps {
  readonly row: ReservationRow;
  /** How the company stands with its invoices. */
  readonly standing: ReactNode;
  readonly onApprove: () => void;
  readonly onReject: () => void;
  readonly isPending: boolean;
  readonly isDesktop: boolean;
}

/** One request: who, what for, what the rules say, what it costs, and the answers. */
export function RequestDetail({ row, standing, onApprove, onReject, isPending, isDesktop }: RequestDetailProps) {
  const say = requestsMessages.useSay();
  const name = useName();
  const { data } = useQuery(reservationQuery(row.id));
  const answers = <Answers {...{ row, onApprove, onReject, isPending, isDesktop }} />;
  const body = (
    <div className="grid gap-4">
      <RequestFacts row={row} />
      {row.seriesId ? (
        <Suspense>
          <SeriesRequest seriesId={row.seriesId} />
        </Suspense>
      ) : null}
      {row.bundleId ? (
        <Suspense>
          <BundleNote bundleId={row.bundleId} reservationId={row.id} />
        </Suspense>
      ) : null}
      <section>
        <h3 className="mb-1 font-semibold">{say('checks')}</h3>
        <RequestChecks row={row} />
      </section>
      <section>
        <h3 className="mb-1 font-semibold">{say('standing', { company: name(row.companyZh, row.companyEn) })}</h3>
        {standing}
      </section>
      <section>
        <h3 className="mb-1 font-semibold">{say('price')}</h3>
        {data ? <PriceLines lines={data.lines} /> : <Skeleton lines={3} />}
      </section>
    </div>
  );
  const title = `${name(row.instrumentZh, row.instrumentEn)} ${row.assetNo}`;
  if (isDesktop)
    return (
      <Card title={title} actions={<div className="flex gap-2">{answers}</div>}>
        {body}
      </Card>
    );
  return (
    <>
      <h3 className="mb-2 text-lg font-semibold">{title}</h3>
      {body}
      <div className="sticky -bottom-4 -mx-4 mt-4 -mb-4 flex gap-2 border-t border-line bg-surface px-4 py-3 *:flex-1">
        {answers}
      </div>
    </>
  );
}

function Answers({ row, onApprove, onReject, isPending, isDesktop }: Omit<RequestDetailProps, 'standing'>) {
  const say = requestsMessages.useSay();
  const keyOf = (key: string): ReactNode =>
    isDesktop && <kbd className="rounded-sm border border-current px-1 text-xs opacity-70">{key}</kbd>;
  return (
    <>
      <Button onPress={onReject} aria-keyshortcuts="R">
        {say('reject')}
        {keyOf('R')}
      </Button>
      <LinkButton href={`/reservations/${row.id}?act=move`}>{say('move')}</LinkButton>
      <Button variant="primary" isPending={isPending} onPress={onApprove} aria-keyshortcuts="A">
        {say('approve')}
        {keyOf('A')}
      </Button>
    </>
  );
}

function RequestFacts({ row }: { row: ReservationRow }) {
  const say = requestsMessages.useSay();
  const now = useNow();
  const name = useName();
  const { data } = useQuery(reservationQuery(row.id));
  const deposit = { label: say('deposit'), value: data && <Money fen={data.depositFen} align="inline" /> };
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: say('company'), value: name(row.companyZh, row.companyEn) },
        { label: say('applicant'), value: row.memberName },
        { label: say('period'), value: periodText(row) },
        { label: say('total'), value: <Money fen={row.totalFen} align="inline" className="font-semibold" /> },
        { label: say('purpose'), value: row.purpose || '–' },
        { label: say('project'), value: data?.project || '–' },
        {
          label: say('askedAt'),
          value: `${parkDateTime(row.createdAt)} · ${waitText(row.createdAt, now, say)}`,
        },
        { label: say('held'), value: row.holdExpiresAt ? parkDateTime(row.holdExpiresAt) : '–' },
        ...(data && data.depositFen > 0 ? [deposit] : []),
        {
          label: say('record'),
          value: <TextLink href={`/reservations/${row.id}`}>{say('open')}</TextLink>,
        },
      ]}
    />
  );
}
