import { parkToday } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { Badge, Button, Money, MoneyField, Skeleton, formatFen } from '../../shared/ui';
import { daysOverdue, openFenOf, type InvoiceRow } from './invoicing.queries';
import { sumOf, type Faults, type Parts } from './payment-draft';
import { paymentsMessages } from './payments.messages';

export interface PaymentAllocationsProps {
  readonly open: readonly InvoiceRow[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly hasCompany: boolean;
  readonly parts: Parts;
  readonly amountFen: number | null;
  readonly isByHand: boolean;
  readonly faults: Faults;
  readonly onPart: (invoiceId: number, fen: number | null) => void;
  readonly onAuto: () => void;
}

/** The company's open invoices, and how much of the payment goes to each. */
export function PaymentAllocations(props: PaymentAllocationsProps) {
  const say = paymentsMessages.useSay();
  return (
    <section aria-label={say('openInvoices')} className="mt-4">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{say('openInvoices')}</h3>
        {props.open && props.open.length > 0 && <How isByHand={props.isByHand} onAuto={props.onAuto} />}
      </div>
      <Content {...props} />
    </section>
  );
}

function How({ isByHand, onAuto }: Pick<PaymentAllocationsProps, 'isByHand' | 'onAuto'>) {
  const say = paymentsMessages.useSay();
  return (
    <span className="flex items-center gap-1 text-sm text-mut">
      {say(isByHand ? 'manual' : 'auto')}
      {isByHand && (
        <Button variant="ghost" size="sm" icon="undo" onPress={onAuto}>
          {say('backToAuto')}
        </Button>
      )}
    </span>
  );
}

function Content(props: PaymentAllocationsProps) {
  const { open, error, onRetry, hasCompany } = props;
  const say = paymentsMessages.useSay();
  if (!hasCompany) return <p className="text-mut">{say('chooseFirst')}</p>;
  if (open && open.length > 0) return <Rows {...props} open={open} />;
  if (open) return <p className="text-mut">{say('nothingOpen')}</p>;
  if (error) return <LoadFailed title={say('loadFailed')} error={error} onRetry={onRetry} />;
  return <Skeleton lines={3} lineHeight={44} />;
}

function Rows({ open, parts, faults, amountFen, onPart }: PaymentAllocationsProps & { open: readonly InvoiceRow[] }) {
  const say = paymentsMessages.useSay();
  const applied = sumOf(parts);
  return (
    <>
      <ul className="rounded-md border border-line">
        {open.map((invoice) => (
          <Row
            key={invoice.id}
            invoice={invoice}
            part={parts[invoice.id] ?? null}
            fault={faults.part[invoice.id]}
            onPart={onPart}
          />
        ))}
      </ul>
      <p className="mt-2 flex items-baseline justify-between gap-2">
        <span className="text-mut">{say('applied')}</span>
        <Money fen={applied} className="font-semibold" />
      </p>
      {faults.parts && (
        <p role="alert" className="text-right text-sm text-bad">
          {say('partsTooLarge', { parts: formatFen(applied), amount: formatFen(amountFen ?? 0) })}
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly invoice: InvoiceRow;
  readonly part: number | null;
  readonly fault: 'partTooLarge' | 'partWrong' | undefined;
  readonly onPart: PaymentAllocationsProps['onPart'];
}

function Row({ invoice, part, fault, onPart }: RowProps) {
  const say = paymentsMessages.useSay();
  const days = daysOverdue(invoice.dueOn, parkToday());
  const openFen = openFenOf(invoice);
  return (
    <li className="grid grid-cols-[1fr_9.5rem] items-start gap-3 border-b border-line px-3 py-2 last:border-b-0 lg:grid-cols-[1fr_8rem_9.5rem]">
      <div className="min-w-0">
        <p className="num font-medium">{invoice.number}</p>
        <p className="num flex flex-wrap items-center gap-x-2 text-sm text-mut">
          {invoice.dueOn && say('due', { date: invoice.dueOn })}
          {days > 0 && (
            <Badge tone="bad" icon="alert">
              {say('overdueBy', { days })}
            </Badge>
          )}
        </p>
        <p className="num text-sm lg:hidden">
          <span className="text-mut">{say('openAmount')}</span> <Money fen={openFen} align="inline" />
        </p>
      </div>
      <p className="text-right max-lg:hidden">
        <span className="block text-sm text-mut">{say('openAmount')}</span>
        <Money fen={openFen} />
      </p>
      <MoneyField
        label={say('applyTo', { number: invoice.number ?? '' })}
        hideLabel
        value={part}
        onChange={(fen) => onPart(invoice.id, fen)}
        error={fault && say(fault, { open: formatFen(openFen) })}
      />
    </li>
  );
}
