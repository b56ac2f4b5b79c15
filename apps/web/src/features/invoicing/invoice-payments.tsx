import { Card, Money } from '../../shared/ui';
import { parkToday } from '../../shared/format/format';
import { InvoiceStatusBadge, useMethodName } from './invoice-status';
import { invoicingMessages } from './invoicing.messages';
import { daysOverdue, openFenOf, type Invoice } from './invoicing.queries';
import { ReceiptLink } from './payment-receipt';

/** What is open of an invoice, until when, and every payment that went to it. */
export function InvoicePayments({ invoice }: { invoice: Invoice }) {
  const say = invoicingMessages.useSay();
  const openFen = openFenOf(invoice);
  return (
    <Card title={say('payments')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-mut">{say('status')}</dt>
        <dd className="text-right">
          <InvoiceStatusBadge invoice={invoice} />
        </dd>
        <dt className="text-mut">{say('gross')}</dt>
        <dd>
          <Money fen={invoice.grossFen} />
        </dd>
        <dt className="text-mut">{say('paidAmount')}</dt>
        <dd>
          <Money fen={invoice.paidFen} />
        </dd>
        {invoice.creditedFen > 0 && (
          <>
            <dt className="text-mut">{say('creditedAmount')}</dt>
            <dd>
              <Money fen={0 - invoice.creditedFen} />
            </dd>
          </>
        )}
        {invoice.writtenOffFen > 0 && (
          <>
            <dt className="text-mut">{say('writtenOffAmount')}</dt>
            <dd>
              <Money fen={invoice.writtenOffFen} />
            </dd>
          </>
        )}
        <dt className="font-medium">{say('openAmount')}</dt>
        <dd>
          <Money fen={openFen} className="text-lg font-semibold" />
        </dd>
      </dl>
      {openFen > 0 && <DueNote dueOn={invoice.dueOn} />}
      <PaymentRows invoice={invoice} />
    </Card>
  );
}

function DueNote({ dueOn }: { dueOn: string | null }) {
  const say = invoicingMessages.useSay();
  if (dueOn === null) return null;
  const today = parkToday();
  const late = daysOverdue(dueOn, today);
  const left = daysOverdue(today, dueOn);
  const note = late > 0 ? say('overdueBy', { days: late }) : left > 0 ? say('dueIn', { days: left }) : say('dueToday');
  return (
    <p className={late > 0 ? 'mt-1 text-right text-sm text-bad' : 'num mt-1 text-right text-sm text-mut'}>
      {dueOn} · {note}
    </p>
  );
}

function PaymentRows({ invoice }: { invoice: Invoice }) {
  const say = invoicingMessages.useSay();
  const methodName = useMethodName();
  if (invoice.grossFen < 0) return <p className="mt-3 border-t border-line pt-3 text-sm">{say('credited')}</p>;
  if (invoice.payments.length === 0)
    return <p className="mt-3 border-t border-line pt-3 text-sm text-mut">{say('noPayments')}</p>;
  return (
    <ul className="mt-3 border-t border-line text-sm">
      {invoice.payments.map((payment, index) => (
        <li
          key={index}
          className="flex items-baseline justify-between gap-3 border-b border-line py-1.5 last:border-b-0"
        >
          <span className="min-w-0">
            <span className="num">{payment.receivedOn}</span> {methodName(payment.method)}
            {payment.reference && <span className="num block truncate text-mut">{payment.reference}</span>}
            <ReceiptLink payment={payment} />
          </span>
          <Money fen={payment.amountFen} />
        </li>
      ))}
    </ul>
  );
}

/** The way to record a payment of a company. */
export const recordHref = (companyId: number): string => `/payments?record=${companyId}`;
