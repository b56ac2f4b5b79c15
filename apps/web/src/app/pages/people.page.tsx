import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CompanyForm } from '../../features/identity/company-form';
import { CompanyTable } from '../../features/identity/company-table';
import { identityMessages } from '../../features/identity/identity.messages';
import { InviteDialog } from '../../features/identity/invite-dialog';
import { MemberTable } from '../../features/identity/member-table';
import { companiesQuery, type Company, membersQuery } from '../../features/identity/people.queries';
import { useSession } from '../../features/identity/session';
import { useSearchState } from '../../shared/search-state';
import { Button, PageHeader, Tabs } from '../../shared/ui';

/** Companies and their people, and the park's own. */
export default function PeoplePage() {
  const say = identityMessages.useSay();
  const { member } = useSession();
  const [{ tab = 'companies' }, change] = useSearchState();
  const companies = useQuery(companiesQuery);
  const members = useQuery(membersQuery);
  const [editing, setEditing] = useState<Company | 'new' | null>(null);
  const [inviting, setInviting] = useState(false);
  const add = (): void => setEditing('new');
  return (
    <>
      <PageHeader
        title={say('peopleTitle')}
        actions={
          <>
            <Button icon="users" onPress={() => setInviting(true)}>
              {say('invite')}
            </Button>
            <Button variant="primary" icon="plus" onPress={add}>
              {say('addCompany')}
            </Button>
          </>
        }
      />
      <Tabs
        label={say('peopleTitle')}
        selected={tab}
        onSelect={(id) => change({ tab: String(id) })}
        tabs={[
          {
            id: 'companies',
            label: say('companies'),
            content: (
              <CompanyTable
                companies={companies.data?.items ?? []}
                isLoading={companies.isPending}
                onEdit={setEditing}
                onAdd={add}
              />
            ),
          },
          {
            id: 'members',
            label: say('members'),
            content: (
              <MemberTable
                members={members.data?.items ?? []}
                ownId={member.id}
                showCompany
                isLoading={members.isPending}
              />
            ),
          },
        ]}
      />
      {editing && <CompanyForm company={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {inviting && (
        <InviteDialog
          companies={companies.data?.items ?? []}
          mayInviteStaff={member.role === 'admin'}
          isStaff
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}
