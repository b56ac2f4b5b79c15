import { Disputes } from '../../features/billing-run/review/disputes';
import { reviewMessages } from '../../features/billing-run/review/review.messages';
import { reviewKey } from '../../features/billing-run/review/review.queries';
import { isStaff, useSession } from '../../features/identity/session';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { PageHeader } from '../../shared/ui';
import { renderWhy } from './render-why';

/** Disputed lines: finance answers them, a company follows its own. */
export default function DisputesPage() {
  const say = reviewMessages.useSay();
  const { member } = useSession();
  useLiveRefresh(['dispute', 'billing-run'], reviewKey);
  return (
    <>
      <PageHeader title={say('disputes')} />
      <Disputes isStaff={isStaff(member.role)} renderWhy={renderWhy} />
    </>
  );
}
