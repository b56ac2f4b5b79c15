import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { PageFooter } from '../../shared/page-footer';
import { Button, DataTable, EmptyState, StatusBadge, TextLink, type Column } from '../../shared/ui';
import { useNow } from '../../shared/use-now';
import { usePages } from '../../shared/use-pages';
import { maintenanceMessages } from './maintenance.messages';
import { maintenanceKey, type Outage } from './maintenance.queries';
import { OutageAct, type Act } from './outage-act';
import { periodOf, standingOf, type Standing } from './outage-words';

const looks: Readonly<Record<Standing, string>> = {
  announced: 'pending',
  planned: 'held',
  running: 'maintenance',
  past: 'completed',
  ended: 'completed',
  cancelled: 'cancelled',
};

/** What may be done with one: end it, call it off, or look at its cases. */
interface Doing {
  readonly onAct: (act: Act) => void;
  readonly onOpen: (id: number) => void;
}

export function StandingBadge({ outage }: { outage: Outage }) {
  const say = maintenanceMessages.useSay();
  const standing = standingOf(outage);
  const { cases, openCases } = outage;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StatusBadge status={looks[standing]}>{say(standing)}</StatusBadge>
      {standing === 'announced' && (
        <span className="num text-sm text-mut">{say('answered', { done: cases - openCases, count: cases })}</span>
      )}
    </span>
  );
}

function Acts({ outage, onAct, onOpen }: { outage: Outage } & Doing) {
  const say = maintenanceMessages.useSay();
  const now = useNow();
  const standing = standingOf(outage);
  const hasBegun = Date.parse(outage.startsAt) <= now;
  const isOpen = standing === 'planned' || standing === 'announced' || standing === 'running';
  const kind = hasBegun ? 'end' : 'cancel';
  const words = kind === 'cancel' && standing === 'announced' ? 'withdraw' : kind;
  return (
    <span className="inline-flex gap-2 max-lg:flex-wrap lg:justify-end lg:whitespace-nowrap">
      {(outage.cases > 0 || isOpen) && (
        <Button size="sm" onPress={() => onOpen(outage.id)}>
          {say('cases')}
        </Button>
      )}
      {isOpen && (
        <Button size="sm" onPress={() => onAct({ kind, outage })}>
          {say(words)}
        </Button>
      )}
    </span>
  );
}

function useColumns(doing: Doing): Column<Outage>[] {
  const say = maintenanceMessages.useSay();
  const name = useName();
  return [
    {
      key: 'instrument',
      header: say('instrument'),
      isRowHeader: true,
      render: (one) => (
        <TextLink href={`/i/${one.instrumentId}`}>
          {name(one.instrumentZh, one.instrumentEn)} <span className="num text-mut">{one.assetNo}</span>
        </TextLink>
      ),
    },
    {
      key: 'caseNo',
      header: say('caseNo'),
      render: (one) => <span className="num whitespace-nowrap">{one.caseNo}</span>,
    },
    { key: 'kind', header: say('kind'), render: (one) => say(one.kind) },
    {
      key: 'period',
      header: say('period'),
      render: (one) => <span className="num whitespace-nowrap">{periodOf(one)}</span>,
    },
    { key: 'reason', header: say('reason'), render: (one) => one.reason },
    { key: 'by', header: say('by'), render: (one) => one.createdByName },
    { key: 'status', header: say('status'), render: (one) => <StandingBadge outage={one} /> },
    {
      key: 'acts',
      header: <span className="sr-only">{say('acts')}</span>,
      align: 'right',
      render: (one) => <Acts outage={one} {...doing} />,
    },
  ];
}

export interface OutageListProps {
  readonly from: string | undefined;
  readonly onPlan: () => void;
  readonly onOpen: (id: number) => void;
}

/** Outages, the latest first; those of now and ahead unless all are asked for. */
export function OutageList({ from, onPlan, onOpen }: OutageListProps) {
  const say = maintenanceMessages.useSay();
  const [act, setAct] = useState<Act | null>(null);
  const pages = usePages<Outage>([...maintenanceKey, 'list'], '/outages', { from, limit: 50 });
  const doing = { onAct: setAct, onOpen };
  const columns = useColumns(doing);
  if (pages.error) {
    return <LoadFailed title={say('failed')} error={pages.error} onRetry={pages.retry} isRetrying={pages.isRetrying} />;
  }
  return (
    <>
      <DataTable
        caption={say('listLabel')}
        columns={columns}
        rows={pages.rows}
        rowKey={(one) => String(one.id)}
        isLoading={pages.isPending}
        empty={
          <EmptyState
            icon="wrench"
            title={say(from ? 'noneAhead' : 'none')}
            detail={say('noneDetail')}
            action={{ label: say('plan'), onPress: onPlan }}
          />
        }
        renderCard={(one) => <OutageCard outage={one} {...doing} />}
        footer={<PageFooter list={pages} />}
      />
      {act && <OutageAct act={act} onClose={() => setAct(null)} />}
    </>
  );
}

function OutageCard({ outage, ...doing }: { outage: Outage } & Doing) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  return (
    <div className="grid gap-1 rounded-md border border-line bg-surface p-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <TextLink href={`/i/${outage.instrumentId}`} className="font-medium">
          {name(outage.instrumentZh, outage.instrumentEn)} <span className="num text-mut">{outage.assetNo}</span>
        </TextLink>
        <StandingBadge outage={outage} />
      </div>
      <p className="num text-sm">{periodOf(outage)}</p>
      <p className="text-sm text-mut">
        <span className="num">{outage.caseNo}</span> · {say(outage.kind)} · {outage.reason}
      </p>
      <div>
        <Acts outage={outage} {...doing} />
      </div>
    </div>
  );
}
