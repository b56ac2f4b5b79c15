import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { peopleMessages } from './people.messages';
import { invite, isEmail } from './people.queries';
import type { Role } from './session';

const companyRoles: readonly [Role, ...Role[]] = ['member', 'company_admin'];
const staffRoles: readonly [Role, ...Role[]] = ['manager', 'finance', 'admin'];
export const staff = 'staff';

const companyOf = (into: string | null): number | null => (into === null || into === staff ? null : Number(into));

/** An invitation while it is written; `asksWhere` when it can lead into several companies. */
export function useInvite(asksWhere: boolean) {
  const say = peopleMessages.useSay();
  const [email, setEmail] = useState('');
  const [into, setInto] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('member');
  const [isTried, setTried] = useState(false);
  const roles = into === staff ? staffRoles : companyRoles;
  const chosen = roles.includes(role) ? role : roles[0];
  const send = useMutation({
    mutationFn: () => invite({ email: email.trim(), role: chosen, companyId: companyOf(into) }),
  });
  const errors = send.error instanceof ProblemError ? send.error.fieldErrors : {};
  return {
    email,
    setEmail,
    into,
    setInto,
    roles,
    role: chosen,
    setRole,
    wrong: isTried && !isEmail(email) ? say('emailWrong') : errors.email,
    failure: send.error && Object.keys(errors).length === 0 ? send.error : null,
    isPending: send.isPending,
    isComplete: email.trim() !== '' && (!asksWhere || into !== null),
    token: send.data?.token,
    submit: () => {
      setTried(true);
      if (isEmail(email)) send.mutate();
    },
    again: () => {
      setEmail('');
      setTried(false);
      send.reset();
    },
  };
}
