import { useParams } from '@tanstack/react-router';
import { DraftStatement } from '../../features/billing-run/review/draft-statement';
import { reviewKey } from '../../features/billing-run/review/review.queries';
import { isStaff, useSession } from '../../features/identity/session';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { renderWhy } from './render-why';

/** A company's draft of a month before it is issued; finance looks at any company's. */
export default function DraftStatementPage() {
  const { month = '' } = useParams({ strict: false }) as { month?: string };
  const { member } = useSession();
  const [{ companyId }] = useSearchState();
  useLiveRefresh(['draft-statement', 'dispute', 'invoice', 'billing-run'], reviewKey);
  const staff = isStaff(member.role);
  return (
    <DraftStatement month={month} companyId={staff ? companyId : undefined} mayDispute={!staff} renderWhy={renderWhy} />
  );
}
