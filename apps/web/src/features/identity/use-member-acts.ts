import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast, type MenuEntry } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import { changeMember, type Member, membersQuery } from './people.queries';
import type { Role } from './session';

interface Change {
  readonly member: Member;
  readonly change: { role?: Role; disabled?: boolean };
  /** What is said when it is done; the way back is offered with it. */
  readonly done?: string;
}

const companyRoles: readonly Role[] = ['member', 'company_admin'];
const staffRoles: readonly Role[] = ['manager', 'finance', 'admin'];

/** What may be done with a person: another role of the same kind, and access ended or given back; at once, with a way back. */
export function useMemberActs(own: { readonly id: number; readonly role: Role }): (member: Member) => MenuEntry[] {
  const say = peopleMessages.useSay();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ member, change }: Change) => changeMember(member, change),
    onSuccess: (_, { member, change, done }) => {
      const { role, disabled } = member;
      const back = change.role ? { role } : { disabled };
      if (done) toast({ title: done, tone: 'ok', undo: () => mutate({ member, change: back }) });
      return queries.invalidateQueries({ queryKey: membersQuery.queryKey });
    },
    onError: (error: Error) => toast({ title: error.message, tone: 'bad' }),
  });
  return (member) => {
    const isTheirs = member.id === own.id || (member.companyId === null && own.role !== 'admin');
    if (isTheirs) return [];
    const { name, disabled } = member;
    const roles = (member.companyId === null ? staffRoles : companyRoles).filter((role) => role !== member.role);
    return [
      ...roles.map((role) => ({
        id: role,
        label: say('makeRole', { role: say(role) }),
        icon: 'user' as const,
        onAction: () => mutate({ member, change: { role }, done: say('roleDone', { name, role: say(role) }) }),
      })),
      {
        id: 'access',
        label: say(disabled ? 'enable' : 'disable'),
        icon: disabled ? 'check' : 'lock',
        tone: disabled ? undefined : 'bad',
        startsGroup: true,
        onAction: () =>
          mutate({
            member,
            change: { disabled: !disabled },
            done: say(disabled ? 'enabledDone' : 'disabledDone', { name }),
          }),
      },
    ];
  };
}
