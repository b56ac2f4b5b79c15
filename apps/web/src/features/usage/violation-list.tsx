import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDate, parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { PageFooter } from '../../shared/page-footer';
import {
  Badge,
  Button,
  Callout,
  type Column,
  ConfirmDialog,
  DataTable,
  EmptyState,
  FilterSelect,
  TextField,
  TextLink,
  toast,
} from '../../shared/ui';
import { usePages } from '../../shared/use-pages';
import { conductKey, type ConductViolation, waiveViolation } from './conduct.queries';
import { conductMessages } from './conduct.messages';

const states = ['counted', 'waived'] as const;

/** Violations of conduct of everybody; the lab lets one go with a reason. */
export function ViolationList({ state, onState }: { state: string; onState: (state: string) => void }) {
  const say = conductMessages.useSay();
  const list = usePages<ConductViolation>([...conductKey, 'list'], '/violations', { state, limit: 50 });
  const [waiving, setWaiving] = useState<ConductViolation | null>(null);
  const columns = useColumns(setWaiving);
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  return (
    <>
      <div className="my-3 flex">
        <FilterSelect
          label={say('stateFilter')}
          emptyLabel={say('all')}
          value={states.find((one) => one === state) ?? null}
          onChange={(next) => onState(next ?? '')}
          options={states.map((id) => ({ id, label: say(id) }))}
        />
      </div>
      <DataTable
        caption={say('list')}
        isLoading={list.isPending}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        rowClassName={(row) => (row.waivedAt ? 'text-mut' : undefined)}
        columns={columns}
        empty={<EmptyState icon="check" title={say('none')} detail={say('noneDetail')} />}
        renderCard={(row) => <ViolationCard row={row} onWaive={setWaiving} />}
      />
      <PageFooter list={list} />
      {waiving && <Waive violation={waiving} onClose={() => setWaiving(null)} />}
    </>
  );
}

type OnWaive = (violation: ConductViolation) => void;

function useColumns(onWaive: OnWaive): Column<ConductViolation>[] {
  const say = conductMessages.useSay();
  const name = useName();
  return [
    { key: 'person', header: say('person'), isRowHeader: true, render: (row) => <Who row={row} /> },
    { key: 'what', header: say('what'), render: (row) => say(row.kind) },
    { key: 'when', header: say('when'), render: (row) => <span className="num">{parkDateTime(row.at)}</span> },
    {
      key: 'instrument',
      header: say('instrument'),
      render: (row) => (
        <TextLink href={`/reservations/${row.reservationId}`}>
          {name(row.instrumentZh, row.instrumentEn)} {row.assetNo}
        </TextLink>
      ),
    },
    { key: 'state', header: say('state'), render: (row) => <State row={row} /> },
    {
      key: 'acts',
      header: <span className="sr-only">{say('waive')}</span>,
      align: 'right',
      render: (row) => <WaiveButton row={row} onWaive={onWaive} />,
    },
  ];
}

function Who({ row }: { row: ConductViolation }) {
  const say = conductMessages.useSay();
  const name = useName();
  return (
    <>
      <span className="font-medium">{row.memberName}</span>{' '}
      {row.suspendedUntil && (
        <Badge tone="bad" icon="lock">
          {say('suspendedTo', { day: parkDate(row.suspendedUntil) })}
        </Badge>
      )}
      <span className="block text-sm text-mut">{name(row.companyZh, row.companyEn)}</span>
    </>
  );
}

function State({ row: { waivedAt, waivedByName, waiveReason } }: { row: ConductViolation }) {
  const say = conductMessages.useSay();
  if (!waivedAt) return <Badge tone="warn">{say('counted')}</Badge>;
  return (
    <>
      <Badge tone="off">{say('waived')}</Badge>
      <span className="block text-sm">{say('waivedBy', { name: waivedByName ?? '', reason: waiveReason ?? '' })}</span>
    </>
  );
}

function WaiveButton({ row, onWaive }: { row: ConductViolation; onWaive: OnWaive }) {
  const say = conductMessages.useSay();
  if (row.waivedAt) return null;
  return (
    <Button size="sm" aria-label={say('waiveOf', { name: row.memberName })} onPress={() => onWaive(row)}>
      {say('waive')}
    </Button>
  );
}

function ViolationCard({ row, onWaive }: { row: ConductViolation; onWaive: OnWaive }) {
  const say = conductMessages.useSay();
  const name = useName();
  return (
    <div className="grid gap-1 rounded-md border border-line bg-surface p-3">
      <div>
        <Who row={row} />
      </div>
      <p className="num">
        {say(row.kind)} · {parkDateTime(row.at)}
      </p>
      <TextLink href={`/reservations/${row.reservationId}`}>
        {name(row.instrumentZh, row.instrumentEn)} {row.assetNo}
      </TextLink>
      <div className="flex items-center justify-between gap-2">
        <span>
          <State row={row} />
        </span>
        <WaiveButton row={row} onWaive={onWaive} />
      </div>
    </div>
  );
}

function Waive({ violation, onClose }: { violation: ConductViolation; onClose: () => void }) {
  const say = conductMessages.useSay();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const waive = useMutation({
    mutationFn: () => waiveViolation(violation.id, reason.trim()),
    onSuccess: () => {
      toast({ title: say('waivedDone'), tone: 'ok' });
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: conductKey }),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('waiveTitle')}
      consequence={say('waiveConsequence', { name: violation.memberName, what: say(violation.kind) })}
      confirmLabel={say('waive')}
      cancelLabel={say('cancel')}
      tone="primary"
      isPending={waive.isPending}
      isConfirmDisabled={reason.trim().length < 2}
      onConfirm={() => waive.mutateAsync()}
    >
      {waive.error && (
        <Callout tone="bad" role="alert" className="mb-2">
          {waive.error.message}
        </Callout>
      )}
      <TextField label={say('reason')} isRequired value={reason} onChange={setReason} maxLength={500} autoFocus />
    </ConfirmDialog>
  );
}
