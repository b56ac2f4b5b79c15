import { DataTable, Money, type Column } from '../../../shared/ui';
import { accountMessages } from './statement.messages';
import type { AccountStatement, Movement } from './statement.queries';

const ages = ['notDueFen', 'days30Fen', 'days60Fen', 'days90Fen', 'over90Fen'] as const;

/** A statement of account as its PDF reads: opening, every movement, closing, what is open by age. */
export function StatementView({ statement }: { statement: AccountStatement }) {
  const say = accountMessages.useSay();
  const columns = useColumns();
  const { openingFen, closingFen, debitFen, creditFen, depositsFen, movements, aging } = statement;
  const sums = [
    ['opening', openingFen],
    ['debit', debitFen],
    ['credit', 0 - creditFen],
    ['closing', closingFen],
  ] as const;
  const rows = movements.map((movement, index) => ({ ...movement, key: String(index) }));
  return (
    <>
      <dl className="mb-3 grid grid-cols-2 rounded-md border border-line lg:grid-cols-4 lg:divide-x lg:divide-line">
        {sums.map(([label, fen]) => (
          <div key={label} className="px-3.5 py-2">
            <dt className="text-sm text-mut">{say(label)}</dt>
            <dd>
              <Money fen={fen} align="inline" className="text-lg font-semibold" />
            </dd>
          </div>
        ))}
      </dl>
      <DataTable
        caption={say('movements')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        density="compact"
        stickyHeader={false}
        empty={<p className="py-4 text-center text-mut">{say('nothing')}</p>}
        renderCard={(row) => <MovementCard row={row} />}
      />
      <h3 className="mt-4 mb-1 font-semibold">{say('aging')}</h3>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 lg:grid-cols-5">
        {ages.map((age) => (
          <div key={age}>
            <dt className="text-sm text-mut">{say(age)}</dt>
            <dd>
              <Money fen={aging[age]} align="inline" />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-mut">
        {say('deposits')} <Money fen={depositsFen} align="inline" />
      </p>
    </>
  );
}

const known = [
  'issue',
  'payment',
  'allocation',
  'credit_balance',
  'credit_allocation',
  'deposit_set_off',
  'deposit_forfeited',
  'credit_note',
  'write_off',
  'refund',
  'voucher_paid',
  'voucher_returned',
  'subsidy_paid',
  'support_returned',
  'payment_reversed',
] as const;

function useWhat(): (row: Movement) => string {
  const say = accountMessages.useSay();
  return ({ kind }) => say(known.find((one) => one === kind) ?? 'other');
}

function useColumns(): Column<Movement & { key: string }>[] {
  const say = accountMessages.useSay();
  const what = useWhat();
  return [
    { key: 'on', header: say('day'), render: ({ on }) => <span className="num whitespace-nowrap">{on}</span> },
    { key: 'what', header: say('what'), isRowHeader: true, render: what },
    {
      key: 'document',
      header: say('document'),
      render: ({ document }) => <span className="num break-all">{document}</span>,
    },
    { key: 'amount', header: say('amount'), align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
    {
      key: 'balance',
      header: say('balance'),
      align: 'right',
      render: ({ balanceFen }) => <Money fen={balanceFen} className="text-mut" />,
    },
  ];
}

function MovementCard({ row }: { row: Movement }) {
  const say = accountMessages.useSay();
  const what = useWhat();
  return (
    <article className="flex items-start justify-between gap-3 border-b border-line py-2">
      <p className="min-w-0">
        {what(row)}
        <span className="num block text-sm break-all text-mut">
          {[row.on, row.document].filter(Boolean).join(' · ')}
        </span>
      </p>
      <p className="shrink-0 text-right">
        <Money fen={row.amountFen} />
        <span className="block text-sm text-mut">
          {say('balance')} <Money fen={row.balanceFen} align="inline" />
        </span>
      </p>
    </article>
  );
}
