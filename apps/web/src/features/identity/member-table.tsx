import { useName } from '../../shared/i18n/messages';
import {
  Badge,
  DataTable,
  EmptyState,
  IconButton,
  Menu,
  Pagination,
  StatusBadge,
  type Column,
  type MenuEntry,
} from '../../shared/ui';
import { peopleMessages } from './people.messages';
import type { Member } from './people.queries';
import type { Role } from './session';
import { useFound } from './use-found';
import { useMemberActs } from './use-member-acts';

export interface MemberTableProps {
  readonly members: readonly Member[];
  readonly own: { readonly id: number; readonly role: Role };
  readonly showCompany: boolean;
  readonly isLoading: boolean;
  readonly q: string;
  readonly onClear: () => void;
  readonly onInvite: () => void;
}

const textOf = ({ name, email, companyNameZh, companyNameEn }: Member): string =>
  [name, email, companyNameZh, companyNameEn].filter(Boolean).join(' ');

/** People with their roles; access can be ended and given back. */
export function MemberTable({ members, own, showCompany, isLoading, q, onClear, onInvite }: MemberTableProps) {
  const say = peopleMessages.useSay();
  const actsOf = useMemberActs(own);
  const { shown, count, page, pages, pagination } = useFound(members, q, textOf);
  const nobody = (
    <EmptyState
      icon="users"
      title={say('noMembers')}
      detail={say('noMembersDetail')}
      action={{ label: say('invite'), onPress: onInvite }}
    />
  );
  const nothing = (
    <EmptyState icon="search" title={say('noneFound')} action={{ label: say('clear'), onPress: onClear }} />
  );
  return (
    <>
      <DataTable
        caption={say('members')}
        isLoading={isLoading}
        rows={shown}
        rowKey={(member) => String(member.id)}
        rowClassName={(member) => (member.disabled ? 'text-mut' : undefined)}
        columns={useColumns({ own, showCompany, actsOf })}
        empty={q ? nothing : nobody}
        renderCard={(member) => <MemberCard {...{ member, showCompany }} acts={actsOf(member)} />}
      />
      <Pagination {...pagination}>{pages > 1 ? say('pageOf', { page, pages, count }) : null}</Pagination>
    </>
  );
}

function useColumns({
  own,
  showCompany,
  actsOf,
}: Pick<MemberTableProps, 'own' | 'showCompany'> & { actsOf: (member: Member) => MenuEntry[] }): Column<Member>[] {
  const say = peopleMessages.useSay();
  const name = useName();
  const company: Column<Member> = {
    key: 'company',
    header: say('companies'),
    render: (member) => name(member.companyNameZh, member.companyNameEn) || say('parkStaff'),
  };
  return [
    {
      key: 'name',
      header: say('name'),
      isRowHeader: true,
      render: (member) => (
        <>
          <span className="font-medium">{member.name}</span>{' '}
          {member.id === own.id && <span className="text-xs text-mut">{say('self')}</span>}
        </>
      ),
    },
    { key: 'email', header: say('email'), render: (member) => member.email },
    ...(showCompany ? [company] : []),
    { key: 'role', header: say('role'), render: (member) => say(member.role) },
    { key: 'state', header: say('status'), render: (member) => <State member={member} /> },
    {
      key: 'acts',
      header: <span className="sr-only">{say('actions')}</span>,
      width: '44px',
      align: 'right',
      render: (member) => <Acts member={member} acts={actsOf(member)} />,
    },
  ];
}

function State({ member }: { member: Member }) {
  const say = peopleMessages.useSay();
  return member.disabled ? (
    <Badge tone="off" icon="lock">
      {say('disabled')}
    </Badge>
  ) : (
    <StatusBadge status="approved">{say('active')}</StatusBadge>
  );
}

function Acts({ member, acts }: { member: Member; acts: MenuEntry[] }) {
  const say = peopleMessages.useSay();
  if (acts.length === 0) return null;
  const label = say('actionsOf', { name: member.name });
  return <Menu label={label} items={acts} trigger={<IconButton size="sm" icon="more" label={label} />} />;
}

function MemberCard({ member, showCompany, acts }: { member: Member; showCompany: boolean; acts: MenuEntry[] }) {
  const say = peopleMessages.useSay();
  const name = useName();
  return (
    <div className="flex items-start justify-between gap-2 rounded-md border border-line bg-surface p-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{member.name}</span>
          <span className="text-sm text-mut">{say(member.role)}</span>
          {member.disabled && <State member={member} />}
        </p>
        <p className="truncate text-sm text-mut">{member.email}</p>
        {showCompany && (
          <p className="truncate text-sm text-mut">
            {name(member.companyNameZh, member.companyNameEn) || say('parkStaff')}
          </p>
        )}
      </div>
      <Acts member={member} acts={acts} />
    </div>
  );
}
