import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InviteDialog } from '../../features/identity/invite-dialog';
import { MemberTable } from '../../features/identity/member-table';
import { peopleMessages } from '../../features/identity/people.messages';
import { membersQuery } from '../../features/identity/people.queries';
import { useSession } from '../../features/identity/session';
import { CompanyQualifications } from '../../features/qualifications/own-qualifications';
import { BalancePanel } from '../../features/invoicing/balance-panel';
import { StandingStrip } from '../../features/invoicing/standing-strip';
import { StatementButton } from '../../features/invoicing/statements/statement-button';
import { TaxTermsCard } from '../../features/invoicing/tax-invoices/tax-terms-fields';
import { RdDownload } from '../../features/reports/rd-download';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, PageHeader } from '../../shared/ui';

/** A company admin's own company: how it stands, and its people. */
export default function CompanyPage() {
  const say = peopleMessages.useSay();
  const name = useName();
  const { member } = useSession();
  const { data, error, isPending, refetch, isRefetching } = useQuery(membersQuery);
  const [inviting, setInviting] = useState(false);
  const invite = (): void => setInviting(true);
  return (
    <>
      <PageHeader
        title={member.company ? name(member.company.nameZh, member.company.nameEn) : say('companyTitle')}
        detail={data && say('memberCount', { count: data.items.length })}
        actions={
          <>
            {member.company && <StatementButton companyId={member.company.id} />}
            <RdDownload />
            <Button variant="primary" icon="plus" onPress={invite}>
              {say('invite')}
            </Button>
          </>
        }
      />
      <StandingStrip companyId={null} />
      <BalancePanel companyId={null} isFinance={false} />
      {error && !data ? (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      ) : (
        <MemberTable
          members={data?.items ?? []}
          own={member}
          showCompany={false}
          isLoading={isPending}
          q=""
          onClear={invite}
          onInvite={invite}
        />
      )}
      <CompanyQualifications />
      {member.company && <TaxTermsCard companyId={member.company.id} />}
      {inviting && <InviteDialog companies={null} mayInviteStaff={false} onClose={() => setInviting(false)} />}
    </>
  );
}
