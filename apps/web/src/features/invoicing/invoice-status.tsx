import { parkToday } from '../../shared/format/format';
import { StatusBadge } from '../../shared/ui';
import { invoicingMessages } from './invoicing.messages';
import { daysOverdue, type InvoiceRow, type PaymentMethod } from './invoicing.queries';

/** Where an invoice stands, and for how long it is overdue. */
export function InvoiceStatusBadge({ invoice }: { invoice: Pick<InvoiceRow, 'status' | 'dueOn'> }) {
  const say = invoicingMessages.useSay();
  const days = invoice.status === 'overdue' ? daysOverdue(invoice.dueOn, parkToday()) : 0;
  return (
    <StatusBadge status={invoice.status}>{days > 0 ? say('overdueBy', { days }) : say(invoice.status)}</StatusBadge>
  );
}

const methodKeys = {
  bank: 'bank_method',
  cash: 'cash',
  wechat: 'wechat',
  alipay: 'alipay',
  other: 'other',
  credit: 'credit',
  deposit: 'deposit',
  voucher: 'voucher',
  subsidy: 'subsidy',
  prepaid: 'prepaid',
  writeoff: 'writeoff',
} as const;

/** How money came in, in words. */
export function useMethodName(): (method: PaymentMethod) => string {
  const say = invoicingMessages.useSay();
  return (method) => say(methodKeys[method]);
}
