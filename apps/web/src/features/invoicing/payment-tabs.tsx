import { defineMessages } from '../../shared/i18n/messages';
import { SectionTabs } from '../../shared/ui';

const messages = defineMessages(
  { section: '收款', payments: '收款', bank: '银行对账', deposits: '押金', vouchers: '创新券与补贴' },
  {
    section: 'Payments',
    payments: 'Payments',
    bank: 'Bank statements',
    deposits: 'Deposits',
    vouchers: 'Vouchers and subsidy',
  },
);

const tabs = [
  ['/payments', 'payments'],
  ['/payments/bank', 'bank'],
  ['/deposits', 'deposits'],
  ['/vouchers', 'vouchers'],
] as const;

/** The pages about money that comes in: payments, bank statements, deposits, vouchers. */
export function PaymentTabs({ current }: { current: (typeof tabs)[number][0] }) {
  const say = messages.useSay();
  return (
    <SectionTabs
      label={say('section')}
      tabs={tabs.map(([href, label]) => ({ href, label: say(label) }))}
      current={current}
    />
  );
}
