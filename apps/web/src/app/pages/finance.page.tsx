import { useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { AgingView } from '../../features/reports/finance/aging-view';
import { DepreciationView } from '../../features/reports/finance/depreciation-view';
import { financeMessages } from '../../features/reports/finance/finance.messages';
import { FinanceTabs, type FinanceView, financeViews } from '../../features/reports/finance/finance-tabs';
import { RecomputeView } from '../../features/reports/finance/recompute-view';
import { RevenueView } from '../../features/reports/finance/revenue-view';
import { TrialBalanceView } from '../../features/reports/finance/trial-balance-view';
import { PageHeader } from '../../shared/ui';

const views: Record<FinanceView, ComponentType> = {
  aging: AgingView,
  revenue: RevenueView,
  'trial-balance': TrialBalanceView,
  depreciation: DepreciationView,
  recompute: RecomputeView,
};

/** What finance reads out of the months: aging, revenue, the ledger, depreciation, the recomputation. */
export default function FinancePage() {
  const say = financeMessages.useSay();
  const { view } = useParams({ strict: false }) as { view?: string };
  const current = financeViews.find((one) => one === view) ?? 'aging';
  const View = views[current];
  return (
    <>
      <PageHeader title={say(current)} />
      <FinanceTabs current={current} />
      <View />
    </>
  );
}
