import { SectionTabs } from '../../../shared/ui';
import { vouchersMessages } from './vouchers.messages';

const tabs = [
  ['/invoices', 'invoices'],
  ['/credit-notes', 'creditNotes'],
  ['/deposits', 'deposits'],
  ['/vouchers', 'tenantTitle'],
] as const;

/** A tenant's pages about money: what it owes, what the park holds of it, what it may pay with. */
export function TenantTabs({ current }: { current: (typeof tabs)[number][0] }) {
  const say = vouchersMessages.useSay();
  return (
    <SectionTabs
      label={say('tabsLabel')}
      tabs={tabs.map(([href, label]) => ({ href, label: say(label) }))}
      current={current}
    />
  );
}
