import { defineMessages } from '../../shared/i18n/messages';
import { SectionTabs } from '../../shared/ui';

const messages = defineMessages(
  { section: '账单', invoices: '账单', creditNotes: '红字', taxInvoices: '开票' },
  { section: 'Invoices', invoices: 'Invoices', creditNotes: 'Credit notes', taxInvoices: 'Tax invoices' },
);

const tabs = [
  ['/invoices', 'invoices'],
  ['/credit-notes', 'creditNotes'],
  ['/tax-invoices', 'taxInvoices'],
] as const;

interface InvoiceTabsProps {
  readonly current: (typeof tabs)[number][0];
  /** Finance also sees what goes to the tax bureau. */
  readonly isFinance?: boolean;
}

/** The pages about what is billed: invoices, credit notes, tax invoices. */
export function InvoiceTabs({ current, isFinance = false }: InvoiceTabsProps) {
  const say = messages.useSay();
  return (
    <SectionTabs
      label={say('section')}
      tabs={tabs
        .filter(([href]) => isFinance || href !== '/tax-invoices')
        .map(([href, label]) => ({ href, label: say(label) }))}
      current={current}
    />
  );
}
