import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, Card, EmptyState, formatFen, ProgressBar, Skeleton } from '../../../shared/ui';
import { useScopeWords } from './scope-fields';
import { SubsidyForm } from './subsidy-form';
import { percent } from './voucher-status';
import { vouchersMessages } from './vouchers.messages';
import { programmesQuery, type Programme, type ProgrammePage, type Scope } from './vouchers.queries';

/** The park's programmes: for whom, how much, and how far their budgets are spent. */
export function SubsidyList() {
  const say = vouchersMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(programmesQuery);
  const [editing, setEditing] = useState<Programme | 'new' | null>(null);
  return (
    <Card
      className="mt-6"
      title={say('subsidies')}
      actions={
        <Button size="sm" icon="plus" onPress={() => setEditing('new')}>
          {say('addProgramme')}
        </Button>
      }
    >
      {data ? (
        <Rows page={data} onEdit={setEditing} onAdd={() => setEditing('new')} />
      ) : error ? (
        <LoadFailed
          title={say('programmesFailed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isRefetching}
        />
      ) : (
        <Skeleton lines={3} lineHeight={40} />
      )}
      {editing && data && (
        <SubsidyForm
          programme={editing === 'new' ? null : editing}
          classes={data.classes}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}

function Rows({
  page,
  onEdit,
  onAdd,
}: {
  page: ProgrammePage;
  onEdit: (programme: Programme) => void;
  onAdd: () => void;
}) {
  const say = vouchersMessages.useSay();
  if (page.items.length === 0)
    return (
      <EmptyState
        icon="yuan"
        title={say('noProgrammes')}
        detail={say('noProgrammesDetail')}
        action={{ label: say('addProgramme'), onPress: onAdd }}
      />
    );
  return (
    <>
      <ul className="divide-y divide-line">
        {page.items.map((programme) => (
          <Row key={programme.id} programme={programme} classes={page.classes} onEdit={() => onEdit(programme)} />
        ))}
      </ul>
      <p className="num mt-2 text-right text-sm text-mut">
        {say('subsidyLedger', { amount: formatFen(page.totals.ledgerFen) })}
      </p>
    </>
  );
}

interface RowProps {
  readonly programme: Programme;
  readonly classes: ProgrammePage['classes'];
  readonly onEdit: () => void;
}

function Row({ programme, classes, onEdit }: RowProps) {
  const say = vouchersMessages.useSay();
  const name = useName();
  const scopeWords = useScopeWords();
  const { firstMonth, lastMonth, budgetFen, usedFen, companyMonthFen, companyYearFen } = programme;
  const who = [
    ...classes.filter(({ code }) => programme.classCodes.includes(code)).map((one) => name(one.nameZh, one.nameEn)),
    ...programme.companies.map((one) => name(one.nameZh, one.nameEn)),
  ];
  const facts = [
    who.length > 0 ? who.join(' · ') : say('everyone'),
    lastMonth ? say('monthsText', { first: firstMonth, last: lastMonth }) : say('fromMonth', { first: firstMonth }),
    companyMonthFen !== null && say('limitMonth', { amount: formatFen(companyMonthFen) }),
    companyYearFen !== null && say('limitYear', { amount: formatFen(companyYearFen) }),
    scopeWords(programme.scope as Scope),
  ];
  const used = formatFen(usedFen);
  const spent = budgetFen === null ? say('usedText', { used }) : say('usedOf', { used, budget: formatFen(budgetFen) });
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 lg:grid-cols-[1fr_260px_auto] lg:items-center">
      <div className="min-w-0">
        <p className="font-medium">
          {name(programme.nameZh, programme.nameEn)}{' '}
          <span className="num text-brand-strong">{percent(programme.shareBps)}</span>
        </p>
        <p className="num text-sm text-mut">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="num text-sm">
        {budgetFen !== null && (
          <ProgressBar
            label={name(programme.nameZh, programme.nameEn)}
            valueLabel={percent(Math.round((usedFen / budgetFen) * 10_000))}
            value={Math.min(usedFen, budgetFen)}
            max={budgetFen}
            hideLabel
          />
        )}
        <p className="flex justify-between gap-3">
          <span>{spent}</span>
          <span className="text-mut">{say('grants', { count: programme.grants })}</span>
        </p>
      </div>
      <Button size="sm" icon="edit" onPress={onEdit}>
        {say('editProgramme')}
      </Button>
    </li>
  );
}
