import { useNavigate } from '@tanstack/react-router';
import { billingRunMessages } from '../../features/billing-run/billing-run.messages';
import { billingRunKey } from '../../features/billing-run/billing-run.queries';
import { MonthList } from '../../features/billing-run/month-list';
import { FinanceTabs } from '../../features/reports/finance/finance-tabs';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { LinkButton, PageHeader } from '../../shared/ui';

/** The months that the park bills. */
export default function MonthsPage() {
  const say = billingRunMessages.useSay();
  const navigate = useNavigate();
  useLiveRefresh(['billing-run', 'dispute'], billingRunKey);
  return (
    <>
      <PageHeader title={say('title')} actions={<LinkButton href="/disputes">{say('toDisputes')}</LinkButton>} />
      <FinanceTabs current="months" />
      <MonthList onOpen={(month) => void navigate({ to: `/months/${month}` })} />
    </>
  );
}
