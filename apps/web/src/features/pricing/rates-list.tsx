import { money } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Badge, DataTable, EmptyState, Money, TextLink, type Column } from '../../shared/ui';
import { PageFooter } from '../../shared/page-footer';
import { type CountedPage, usePages } from '../../shared/use-pages';
import { hasBands, weekdayFen } from './plan-draft';
import { pricingMessages } from './pricing.messages';
import { pricingKey } from './pricing.queries';
import type { RatePlan, RateRow, Source } from './pricing.types';

export type RatesFilter = Readonly<Partial<Record<'q' | 'categoryId' | 'source', string>>>;

export interface RatesListProps {
  readonly of: 'instrument' | 'category';
  readonly filter: RatesFilter;
  readonly hrefOf: (row: RateRow) => string;
  readonly onClear: () => void;
}

/** What each instrument or category costs today and from when on something else; cards on a phone. */
export function RatesList({ of, filter, hrefOf, onClear }: RatesListProps) {
  const say = pricingMessages.useSay();
  const list = usePages<RateRow, CountedPage<RateRow>>([...pricingKey, 'list'], '/rate-plans', {
    ...filter,
    of,
    limit: 50,
  });
  const columns = useColumns(of, hrefOf);
  if (list.error) {
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  }
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => `${row.instrumentId ?? 'c'}-${row.categoryId}`}
        isLoading={list.isPending}
        empty={
          <EmptyState
            icon="tag"
            title={say('noRows')}
            detail={say('noRowsDetail')}
            action={{ label: say('clear'), onPress: onClear }}
          />
        }
        renderCard={(row) => <RateCard row={row} href={hrefOf(row)} />}
      />
      <PageFooter list={list}>{list.page && say('count', { count: list.page.total })}</PageFooter>
    </>
  );
}

const tones: Record<Source, 'brand' | 'plain' | 'warn'> = { own: 'brand', inherited: 'plain', none: 'warn' };

function SourceBadge({ row: { source, instrumentId } }: { row: RateRow }) {
  const say = pricingMessages.useSay();
  // A category needs no price where its instruments have their own.
  if (source === 'none' && instrumentId === null) return <Badge>{say('noneInCommon')}</Badge>;
  return (
    <Badge tone={tones[source]} icon={source === 'none' ? 'alert' : 'tag'}>
      {say(source)}
    </Badge>
  );
}

const amount = (fen: number | null | undefined) =>
  fen === null || fen === undefined ? <span className="text-mut">–</span> : <Money fen={fen} />;

function Hourly({ plan }: { plan: RatePlan | null }) {
  const say = pricingMessages.useSay();
  return (
    <>
      {amount(weekdayFen(plan))}
      {plan && hasBands(plan) && <span className="block text-xs text-mut">{say('byBand')}</span>}
    </>
  );
}

function Deposit({ plan }: { plan: RatePlan | null }) {
  const say = pricingMessages.useSay();
  if (!plan || plan.monthlyFen === null) return <span className="text-mut">–</span>;
  return plan.depositFen === null ? (
    <span className="text-mut">{say('oneMonth')}</span>
  ) : (
    <Money fen={plan.depositFen} />
  );
}

function Next({ plan }: { plan: RatePlan | null }) {
  const say = pricingMessages.useSay();
  if (!plan) return <span className="text-mut">–</span>;
  return (
    <span className="num block">
      <span className="block whitespace-nowrap">{say('nextAt', { date: plan.validFrom })}</span>
      {plan.monthlyFen !== null && (
        <span className="block text-xs text-mut">{say('nextMonthly', { value: money(plan.monthlyFen) })}</span>
      )}
    </span>
  );
}

function useColumns(of: RatesListProps['of'], hrefOf: RatesListProps['hrefOf']): Column<RateRow>[] {
  const say = pricingMessages.useSay();
  const name = useName();
  const category: Column<RateRow> = {
    key: 'category',
    header: say('category'),
    render: (row) => name(row.categoryZh, row.categoryEn),
  };
  return [
    {
      key: 'name',
      header: say(of),
      render: (row) => (
        <span className="block min-w-40 py-1">
          <TextLink href={hrefOf(row)} className="font-medium">
            {name(row.nameZh, row.nameEn)}
          </TextLink>
          <span className="num block text-xs text-mut">{[row.assetNo, row.model].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    ...(of === 'instrument' ? [category] : []),
    { key: 'source', header: say('source'), render: (row) => <SourceBadge row={row} /> },
    { key: 'monthly', header: say('monthly'), align: 'right', render: (row) => amount(row.plan?.monthlyFen) },
    { key: 'hourly', header: say('hourly'), align: 'right', render: (row) => <Hourly plan={row.plan} /> },
    { key: 'run', header: say('run'), align: 'right', render: (row) => amount(row.plan?.runFen) },
    { key: 'deposit', header: say('deposit'), align: 'right', render: (row) => <Deposit plan={row.plan} /> },
    {
      key: 'tax',
      header: say('tax'),
      align: 'right',
      render: (row) => <span className="num">{row.plan ? `${row.plan.rentalTax.rateBps / 100}%` : '–'}</span>,
    },
    {
      key: 'since',
      header: say('since'),
      render: (row) => <span className="num whitespace-nowrap">{row.plan?.validFrom ?? '–'}</span>,
    },
    { key: 'next', header: say('next'), render: (row) => <Next plan={row.next} /> },
  ];
}

function RateCard({ row, href }: { row: RateRow; href: string }) {
  const say = pricingMessages.useSay();
  const name = useName();
  const { plan } = row;
  const prices: [string, number | null | undefined][] = [
    [say('monthly'), plan?.monthlyFen],
    [say('hourly'), weekdayFen(plan)],
    [say('run'), plan?.runFen],
  ];
  return (
    <article className="relative rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex items-start justify-between gap-2">
        <TextLink href={href} className="font-medium after:absolute after:inset-0">
          {name(row.nameZh, row.nameEn)}
        </TextLink>
        <SourceBadge row={row} />
      </div>
      <p className="num text-sm text-mut">{[row.assetNo, row.model].filter(Boolean).join(' · ')}</p>
      <dl className="mt-1 flex flex-wrap gap-x-4 text-sm">
        {prices
          .filter(([, fen]) => fen !== null && fen !== undefined)
          .map(([label, fen]) => (
            <div key={label} className="flex gap-1.5">
              <dt className="text-mut">{label}</dt>
              <dd>
                <Money fen={fen ?? 0} />
              </dd>
            </div>
          ))}
      </dl>
      {row.next && (
        <p className="num text-sm text-mut">
          {say('next')} {say('nextAt', { date: row.next.validFrom })}
        </p>
      )}
    </article>
  );
}
