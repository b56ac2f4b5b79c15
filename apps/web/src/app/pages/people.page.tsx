import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CompanyForm } from '../../features/identity/company-form';
import { CompanyTable } from '../../features/identity/company-table';
import { InviteDialog } from '../../features/identity/invite-dialog';
import { MemberTable } from '../../features/identity/member-table';
import { peopleMessages } from '../../features/identity/people.messages';
import { companiesQuery, type Company, membersQuery } from '../../features/identity/people.queries';
import { useSession } from '../../features/identity/session';
import { qualificationMessages } from '../../features/qualifications/qualifications.messages';
import { QualificationsView } from '../../features/qualifications/qualifications-view';
import { conductMessages } from '../../features/usage/conduct.messages';
import { ViolationList } from '../../features/usage/violation-list';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { TypedSearch } from '../../shared/typed-search';
import { Button, PageHeader, Tabs } from '../../shared/ui';

const tabs = ['companies', 'members', 'qualifications', 'conduct'] as const;

/** Companies and their people, and the park's own; what they were trained for, and how they behave. */
export default function PeoplePage() {
  const say = peopleMessages.useSay();
  const qualifications = qualificationMessages.useSay();
  const conduct = conductMessages.useSay();
  const [{ tab, q, state = '' }, change] = useSearchState();
  const [editing, setEditing] = useState<Company | 'new' | null>(null);
  const [isInviting, setInviting] = useState(false);
  const add = (): void => setEditing('new');
  const invite = (): void => setInviting(true);
  return (
    <>
      <PageHeader
        title={say('peopleTitle')}
        actions={
          <>
            <Button icon="users" onPress={invite}>
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
        selected={tabs.find((one) => one === tab) ?? 'companies'}
        onSelect={(id) => change({ tab: id === 'companies' ? '' : id, q: '', state: '' })}
        tabs={[
          { id: 'companies', label: say('companies'), content: <Companies onEdit={setEditing} onAdd={add} /> },
          { id: 'members', label: say('members'), content: <Members onInvite={invite} /> },
          {
            id: 'qualifications',
            label: qualifications('tab'),
            content: <QualificationsView filter={{ q, state }} onFilter={change} />,
          },
          {
            id: 'conduct',
            label: conduct('tab'),
            content: <ViolationList state={state} onState={(next) => change({ state: next })} />,
          },
        ]}
      />
      {editing && <CompanyForm company={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </>
  );
}

function Companies({ onEdit, onAdd }: { onEdit: (company: Company) => void; onAdd: () => void }) {
  const say = peopleMessages.useSay();
  const list = useQuery(companiesQuery);
  const [{ q = '' }, change] = useSearchState();
  return (
    <Searched list={list} label={say('searchCompanies')}>
      <CompanyTable
        companies={list.data?.items ?? []}
        isLoading={list.isPending}
        q={q}
        onClear={() => change({ q: '' })}
        onEdit={onEdit}
        onAdd={onAdd}
      />
    </Searched>
  );
}

function Members({ onInvite }: { onInvite: () => void }) {
  const say = peopleMessages.useSay();
  const { member } = useSession();
  const list = useQuery(membersQuery);
  const [{ q = '' }, change] = useSearchState();
  return (
    <Searched list={list} label={say('searchMembers')}>
      <MemberTable
        members={list.data?.items ?? []}
        own={member}
        showCompany
        isLoading={list.isPending}
        q={q}
        onClear={() => change({ q: '' })}
        onInvite={onInvite}
      />
    </Searched>
  );
}

interface SearchedProps {
  readonly list: {
    readonly error: Error | null;
    readonly data: unknown;
    readonly isRefetching: boolean;
    readonly refetch: () => unknown;
  };
  readonly label: string;
  readonly children: ReactNode;
}

/** A list with the search above it, or why there is none. */
function Searched({ list, label, children }: SearchedProps) {
  const say = peopleMessages.useSay();
  const [{ q = '' }, change] = useSearchState();
  if (list.error && !list.data) {
    const retry = (): void => void list.refetch();
    return <LoadFailed title={say('failed')} error={list.error} onRetry={retry} isRetrying={list.isRefetching} />;
  }
  return (
    <>
      <TypedSearch value={q} onChange={(text) => change({ q: text })} label={label} className="my-3 lg:w-80" />
      {children}
    </>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const { member } = useSession();
  const { data } = useQuery(companiesQuery);
  return <InviteDialog companies={data?.items ?? []} mayInviteStaff={member.role === 'admin'} onClose={onClose} />;
}
