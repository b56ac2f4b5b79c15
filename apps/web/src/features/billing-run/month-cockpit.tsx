import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { monthName } from '../../shared/format/format';
import { useLanguage } from '../../shared/i18n/language';
import { LoadFailed } from '../../shared/load-failed';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { PhoneActRoom } from '../../shared/phone-act';
import { EmptyState, LinkButton, PageHeader, Skeleton } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import {
  billingRunKey,
  companiesHref,
  invoiceCount,
  ledgerHref,
  monthQuery,
  useFollowRun,
  zipHref,
  type Cockpit,
  type RunPace,
} from './billing-run.queries';
import { Checklist } from './checklist';
import { cockpitMessages } from './cockpit.messages';
import { CompanyTable } from './company-table';
import { Composition } from './composition';
import { FailedCompanies } from './failed-companies';
import { MonthStateBadge } from './month-state';
import { MonthSteps } from './month-steps';
import { MonthTotals } from './month-totals';
import { NextAct } from './next-act';
import type { RenderLines } from './preview-lines';

export interface MonthCockpitProps {
  readonly month: string;
  /** Shows lines of a preview the way an invoice shows them. */
  readonly renderLines: RenderLines;
}

/** A month from open usage over preview and run to the closed books. */
export function MonthCockpit({ month, renderLines }: MonthCockpitProps): ReactNode {
  const say = billingRunMessages.useSay();
  const pace = useFollowRun(month);
  useLiveRefresh(['dispute', 'invoice'], billingRunKey);
  const { data, error, refetch, isRefetching } = useQuery(monthQuery(month));
  if (data) return <Loaded cockpit={data} pace={pace} renderLines={renderLines} />;
  if (error instanceof ProblemError && (error.status === 400 || error.status === 404)) {
    const back = { label: say('toMonths'), href: '/months' };
    return <EmptyState icon="calendar" title={say('unknown')} detail={say('unknownDetail')} action={back} />;
  }
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={10} lineHeight={32} />;
}

interface LoadedProps {
  readonly cockpit: Cockpit;
  readonly pace: RunPace;
  readonly renderLines: RenderLines;
}

function Loaded({ cockpit, pace, renderLines }: LoadedProps) {
  const say = billingRunMessages.useSay();
  const name = monthName(cockpit.month);
  return (
    <>
      <PageHeader
        title={<span className="num">{name}</span>}
        breadcrumbs={[{ label: say('title'), href: '/months' }, { label: name }]}
        badges={<MonthStateBadge state={cockpit.state} month={cockpit.month} />}
        actions={<Downloads cockpit={cockpit} />}
      />
      <MonthSteps cockpit={cockpit} />
      <NextAct key={cockpit.month} cockpit={cockpit} pace={pace} />
      <FailedCompanies cockpit={cockpit} />
      <Checklist cockpit={cockpit} />
      {cockpit.state !== 'running' && <MonthTotals cockpit={cockpit} />}
      {cockpit.state !== 'running' && <Composition cockpit={cockpit} />}
      <CompanyTable cockpit={cockpit} renderLines={renderLines} />
      {cockpit.state === 'open' && <PhoneActRoom />}
    </>
  );
}

function Downloads({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const lang = useLanguage();
  const { month } = cockpit;
  return (
    <>
      {invoiceCount(cockpit) > 0 && (
        <>
          <LinkButton icon="download" download href={zipHref(month, lang)} className="max-lg:flex-1">
            {say('zip')}
          </LinkButton>
          <LinkButton icon="download" download href={ledgerHref(month)} className="max-lg:flex-1">
            {say('ledger')}
          </LinkButton>
        </>
      )}
      <LinkButton icon="download" download href={companiesHref(month)} className="max-lg:flex-1">
        {sayMore('export')}
      </LinkButton>
    </>
  );
}
