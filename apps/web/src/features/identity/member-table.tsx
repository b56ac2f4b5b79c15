import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, DataTable, StatusBadge, toast } from '../../shared/ui';
import { identityMessages } from './identity.messages';
import { type Member, setDisabled } from './people.queries';

/** People with their roles; access can be ended and given back. */
export function MemberTable({
  members,
  ownId,
  showCompany,
  isLoading,
}: {
  members: readonly Member[];
  ownId: number;
  showCompany: boolean;
  isLoading: boolean;
}) {
  const say = identityMessages.useSay();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ member, disabled }: { member: Member; disabled: boolean }) => setDisabled(member, disabled),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['identity', 'members'] }),
    onError: (error: Error) => toast({ title: error.message, tone: 'bad' }),
  });
  const state = (member: Member) => (
    <StatusBadge status={member.disabled ? 'disabled' : 'active'}>
      {say(member.disabled ? 'disabled' : 'active')}
    </StatusBadge>
  );
  const act = (member: Member) =>
    member.id === ownId ? null : (
      <Button size="sm" variant="ghost" onPress={() => change.mutate({ member, disabled: !member.disabled })}>
        {say(member.disabled ? 'enable' : 'disable')}
      </Button>
    );
  return (
    <DataTable
      caption={say('members')}
      isLoading={isLoading}
      rows={[...members]}
      rowKey={(member) => String(member.id)}
      columns={[
        { key: 'name', header: say('name'), isRowHeader: true, render: (m) => m.name },
        { key: 'email', header: say('email'), render: (m) => m.email },
        ...(showCompany
          ? [{ key: 'company', header: say('companies'), render: (m: Member) => m.companyNameZh ?? say('parkStaff') }]
          : []),
        { key: 'role', header: say('role'), render: (m) => <Badge tone="plain">{say(m.role)}</Badge> },
        { key: 'state', header: say('status'), render: state },
        { key: 'act', header: say('actions'), align: 'right', render: act },
      ]}
      renderCard={(m) => (
        <div className="flex items-center justify-between gap-2 rounded-md border border-line bg-surface p-3">
          <div className="min-w-0">
            <p className="font-medium">
              {m.name} <span className="text-sm text-mut">{say(m.role)}</span>
            </p>
            <p className="truncate text-sm text-mut">{m.email}</p>
            {showCompany && <p className="truncate text-sm text-mut">{m.companyNameZh ?? say('parkStaff')}</p>}
          </div>
          <div className="grid justify-items-end gap-1">
            {state(m)}
            {act(m)}
          </div>
        </div>
      )}
    />
  );
}
