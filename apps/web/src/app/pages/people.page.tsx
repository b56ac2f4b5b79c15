import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CompanyForm } from '../../features/identity/company-form';
import { CompanyTable } from '../../features/identity/company-table';
import { InviteDialog } from '../../features/identity/invite-dialog';
import { MemberTable } from '../../features/identity/member-table';
import { peopleMessages } from '../../features/identity/people.messages';
import { companiesQuery, type Company, membersQuery } from '../../features/identity/people.queries';
import { useSession } from '../../features/identity/session';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { TypedSearch } from '../../shared/typed-search';
import { Button, PageHeader, Tabs } from '../../shared/ui';

/** Companies and their people, and the park's own. */
export default function PeoplePage() {
  const say = peopleMessages.useSay();
  const { member } = useSession();
  const [{ tab, q = '' }, change] = useSearchState();
  const selected = tab === 'members' ? 'members' : 'companies';
  const companies = useQuery(companiesQuery);
  const members = useQuery(membersQuery);
  const [editing, setEditing] = useState<Company | 'new' | null>(null);
  const [inviting, setInviting] = useState(false);
  const failed = selected === 'members' ? members : companies;
  const list = { q, onClear: () => change({ q: '' }) };
  const search = (
    <TypedSearch
      key={selected}
      value={q}
      onChange={(text) => change({ q: text })}
      label={say(selected === 'members' ? 'searchMembers' : 'searchCompanies')}
      className="my-3 lg:w-80"
    />
  );
  const error = failed.error && !failed.data && (
    <LoadFailed
      title={say('failed')}
      error={failed.error}
      onRetry={() => void failed.refetch()}
      isRetrying={failed.isRefetching}
    />
  );
  return (
    <>
      <PageHeader
        title={say('peopleTitle')}
        actions={
          <>
            <Button icon="users" onPress={() => setInviting(true)}>
              {say('invite')}
            </Button>
            <Button variant="primary" icon="plus" onPress={() => setEditing('new')}>
              {say('addCompany')}
            </Button>
          </>
        }
      />
      <Tabs
        label={say('peopleTitle')}
        selected={selected}
        onSelect={(id) => change({ tab: id === 'members' ? id : '', q: '' })}
        tabs={[
          {
            id: 'companies',
            label: say('companies'),
            content: error || (
              <>
                {search}
                <CompanyTable
                  {...list}
                  companies={companies.data?.items ?? []}
                  isLoading={companies.isPending}
                  onEdit={setEditing}
                  onAdd={() => setEditing('new')}
                />
              </>
            ),
          },
          {
            id: 'members',
            label: say('members'),
            content: error || (
              <>
                {search}
                <MemberTable
                  {...list}
                  members={members.data?.items ?? []}
                  own={member}
                  showCompany
                  isLoading={members.isPending}
                  onInvite={() => setInviting(true)}
                />
              </>
            ),
          },
        ]}
      />
      {editing && <CompanyForm company={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {inviting && (
        <InviteDialog
          companies={companies.data?.items ?? []}
          mayInviteStaff={member.role === 'admin'}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}
