import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { identityMessages } from '../../features/identity/identity.messages';
import { InviteDialog } from '../../features/identity/invite-dialog';
import { MemberTable } from '../../features/identity/member-table';
import { membersQuery } from '../../features/identity/people.queries';
import { useSession } from '../../features/identity/session';
import { StandingStrip } from '../../features/invoicing/standing-strip';
import { useName } from '../../shared/i18n/messages';
import { Button, PageHeader } from '../../shared/ui';

/** A company admin's own company: its standing and its people. */
export default function CompanyPage() {
  const say = identityMessages.useSay();
  const name = useName();
  const { member } = useSession();
  const members = useQuery(membersQuery);
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHeader
        title={member.company ? name(member.company.nameZh, member.company.nameEn) : say('companyTitle')}
        actions={
          <Button variant="primary" icon="plus" onPress={() => setInviting(true)}>
            {say('invite')}
          </Button>
        }
      />
      <StandingStrip companyId={null} />
      <MemberTable
        members={members.data?.items ?? []}
        ownId={member.id}
        showCompany={false}
        isLoading={members.isPending}
      />
      {inviting && (
        <InviteDialog companies={[]} mayInviteStaff={false} isStaff={false} onClose={() => setInviting(false)} />
      )}
    </>
  );
}
