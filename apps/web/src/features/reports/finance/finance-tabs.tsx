import { SectionTabs } from '../../../shared/ui';
import { financeMessages } from './finance.messages';

export const financeViews = ['aging', 'revenue', 'trial-balance', 'depreciation', 'recompute'] as const;
export type FinanceView = (typeof financeViews)[number];

/** The months and what is read out of them, side by side. */
export function FinanceTabs({ current }: { current: 'months' | FinanceView }) {
  const say = financeMessages.useSay();
  const tabs = [
    { href: '/months', label: say('months') },
    ...financeViews.map((view) => ({ href: `/finance/${view}`, label: say(view) })),
  ];
  return (
    <SectionTabs
      label={say('section')}
      tabs={tabs}
      current={current === 'months' ? '/months' : `/finance/${current}`}
    />
  );
}
