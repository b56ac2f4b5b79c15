import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, DataTable, EmptyState, Pagination, StatusBadge, TextLink, type Column } from '../../shared/ui';
import { usePages } from '../../shared/use-pages';
import { maintenanceMessages } from './maintenance.messages';
import { maintenanceKey, type Outage } from './maintenance.queries';
import { OutageAct, type Act } from './outage-act';
import { periodOf, standingOf, type Standing } from './outage-words';

const looks: Readonly<Record<Standing, string>> = {
  planned: 'held',
  running: 'maintenance',
  past: 'completed',
  ended: 'completed',
  cancelled: 'cancelled',
};

function StandingBadge({ outage }: { outage: Outage }) {
  const say = maintenanceMessages.useSay();
  const standing = standingOf(outage);
  return <StatusBadge status={looks[standing]}>{say(standing)}</StatusBadge>;
}

function Acts({ outage, onAct }: { outage: Outage; onAct: (act: Act) => void }) {
  const say = maintenanceMessages.useSay();
  const standing = standingOf(outage);
  if (standing === 'running') {
    return (
      <Button size="sm" onPress={() => onAct({ kind: 'end', outage })}>
        {say('end')}
      </Button>
    );
  }
  if (standing !== 'planned') return null;
  return (
    <Button size="sm" onPress={() => onAct({ kind: 'cancel', outage })}>
      {say('cancel')}
    </Button>
  );
}

function useColumns(onAct: (act: Act) => void): Column<Outage>[] {
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
      render: (one) => <Acts outage={one} onAct={onAct} />,
    },
  ];
}

/** Outages, the latest first; those of now and ahead unless all are asked for. */
export function OutageList({ from, onPlan }: { from: string | undefined; onPlan: () => void }) {
  const say = maintenanceMessages.useSay();
  const [act, setAct] = useState<Act | null>(null);
  const pages = usePages<Outage>([...maintenanceKey, 'list'], '/outages', { from, limit: 50 });
  const columns = useColumns(setAct);
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
        renderCard={(one) => <OutageCard outage={one} onAct={setAct} />}
        footer={<Pagination {...pages.pagination} />}
      />
      {act && <OutageAct act={act} onClose={() => setAct(null)} />}
    </>
  );
}

function OutageCard({ outage, onAct }: { outage: Outage; onAct: (act: Act) => void }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  return (
    <div className="grid gap-1 rounded-md border border-line bg-surface p-3">
      <div className="flex items-start justify-between gap-2">
        <TextLink href={`/i/${outage.instrumentId}`} className="font-medium">
          {name(outage.instrumentZh, outage.instrumentEn)} <span className="num text-mut">{outage.assetNo}</span>
        </TextLink>
        <StandingBadge outage={outage} />
      </div>
      <p className="num text-sm">{periodOf(outage)}</p>
      <p className="text-sm text-mut">
        {say(outage.kind)} · {outage.reason}
      </p>
      <div>
        <Acts outage={outage} onAct={onAct} />
      </div>
    </div>
  );
}
