import { percentText } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { TypedSearch } from '../../shared/typed-search';
import { Badge, Button, Callout, Card, type Column, DataTable, EmptyState, Skeleton, toast } from '../../shared/ui';
import { DiscountDialog, held, MembershipDialog } from './class-dialogs';
import { classesMessages } from './classes.messages';
import {
  classesQuery,
  type ClassDiscount,
  classMembersQuery,
  type CompanyClass,
  type CompanyClassHistory,
  useTakeBack,
} from './classes.queries';
import { DatedList } from './dated-list';

const percent = (bps: number): string => `${percentText(bps)}%`;

/** The classes with what each takes off over time, and below them every company with its classes over time. */
export function CompanyClasses() {
  const say = classesMessages.useSay();
  const classes = useQuery(classesQuery);
  const takeBack = useTakeBack();
  const remove = (of: 'discounts' | 'periods', id: number): void =>
    takeBack.mutate({ of, id }, { onSuccess: () => toast({ title: say('takenBack') }) });
  if (classes.error) {
    return <LoadFailed title={say('failed')} error={classes.error} onRetry={() => void classes.refetch()} />;
  }
  if (!classes.data) return <Skeleton lines={8} lineHeight={32} />;
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="text-mut">{say('detail')}</p>
      {takeBack.error && (
        <Callout tone="bad" role="alert">
          {takeBack.error.message}
        </Callout>
      )}
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
        {classes.data.map((one) => (
          <ClassCard key={one.code} of={one} onTakeBack={(id) => remove('discounts', id)} />
        ))}
      </div>
      <Members classes={classes.data} onTakeBack={(id) => remove('periods', id)} />
    </div>
  );
}

function ClassCard({ of, onTakeBack }: { of: CompanyClass; onTakeBack: (id: number) => void }) {
  const say = classesMessages.useSay();
  const name = useName();
  const [isOpen, setOpen] = useState(false);
  const off = ({ rentalBps, sessionBps }: ClassDiscount): string =>
    say('off', { rental: percent(rentalBps), session: percent(sessionBps) });
  return (
    <Card
      headingLevel={2}
      title={
        <span className="flex flex-wrap items-center gap-2">
          {name(of.nameZh, of.nameEn)}
          <Badge>{say('companies', { count: of.companies })}</Badge>
        </span>
      }
      actions={
        <Button size="sm" icon="edit" onPress={() => setOpen(true)}>
          {say('setDiscount')}
        </Button>
      }
    >
      <DatedList
        label={name(of.nameZh, of.nameEn)}
        rows={of.discounts}
        render={off}
        onTakeBack={({ id }) => onTakeBack(id)}
      />
      {isOpen && <DiscountDialog of={of} onClose={() => setOpen(false)} />}
    </Card>
  );
}

interface MembersProps {
  readonly classes: readonly CompanyClass[];
  readonly onTakeBack: (id: number) => void;
}

function Members({ classes, onTakeBack }: MembersProps) {
  const say = classesMessages.useSay();
  const name = useName();
  const [q, setQ] = useState('');
  const [changing, setChanging] = useState<CompanyClassHistory | null>(null);
  const members = useQuery(classMembersQuery);
  const columns = useMemberColumns(onTakeBack, setChanging);
  if (members.error) {
    return <LoadFailed title={say('failed')} error={members.error} onRetry={() => void members.refetch()} />;
  }
  const wanted = q.trim().toLowerCase();
  const rows = (members.data ?? []).filter((one) => `${one.nameZh} ${one.nameEn}`.toLowerCase().includes(wanted));
  return (
    <section className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-semibold">{say('members')}</h2>
        <TypedSearch value={q} onChange={setQ} label={say('search')} className="lg:w-72" />
      </div>
      <DataTable
        caption={say('members')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.companyId)}
        isLoading={members.isPending}
        empty={<EmptyState icon="building" title={say('empty')} />}
        renderCard={(row) => (
          <article className="rounded-md border border-line bg-surface px-3.5 py-3">
            <div className="mb-2 flex flex-wrap items-start justify-between gap-2">
              <span className="font-medium">{name(row.nameZh, row.nameEn)}</span>
              <ChangeButton row={row} onPress={setChanging} />
            </div>
            <History row={row} onTakeBack={onTakeBack} />
          </article>
        )}
      />
      {changing && <MembershipDialog of={changing} classes={classes} onClose={() => setChanging(null)} />}
    </section>
  );
}

function useMemberColumns(
  onTakeBack: (id: number) => void,
  onChange: (row: CompanyClassHistory) => void,
): Column<CompanyClassHistory>[] {
  const say = classesMessages.useSay();
  const name = useName();
  return [
    { key: 'company', header: say('company'), render: (row) => name(row.nameZh, row.nameEn) },
    {
      key: 'class',
      header: say('className'),
      render: (row) => {
        const now = held(row.periods);
        return now ? <Badge>{name(now.nameZh, now.nameEn)}</Badge> : '–';
      },
    },
    {
      key: 'next',
      header: say('next'),
      render: (row) => {
        const next = row.periods.findLast((period) => period.validFrom > parkToday());
        return next ? (
          <span className="num">{say('nextIs', { date: next.validFrom, name: name(next.nameZh, next.nameEn) })}</span>
        ) : (
          <span className="text-mut">–</span>
        );
      },
    },
    { key: 'history', header: say('history'), render: (row) => <History row={row} onTakeBack={onTakeBack} /> },
    { key: 'change', header: '', align: 'right', render: (row) => <ChangeButton row={row} onPress={onChange} /> },
  ];
}

function History({ row, onTakeBack }: { row: CompanyClassHistory; onTakeBack: (id: number) => void }) {
  const say = classesMessages.useSay();
  const name = useName();
  return (
    <DatedList
      label={`${say('history')} ${name(row.nameZh, row.nameEn)}`}
      rows={row.periods}
      render={(period) => name(period.nameZh, period.nameEn)}
      onTakeBack={({ id }) => onTakeBack(id)}
    />
  );
}

function ChangeButton({ row, onPress }: { row: CompanyClassHistory; onPress: (row: CompanyClassHistory) => void }) {
  const say = classesMessages.useSay();
  const name = useName();
  return (
    <Button size="sm" aria-label={say('changeOf', { name: name(row.nameZh, row.nameEn) })} onPress={() => onPress(row)}>
      {say('change')}
    </Button>
  );
}
