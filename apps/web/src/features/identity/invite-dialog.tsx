import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { Button, Callout, Dialog, SelectField, TextField, toast } from '../../shared/ui';
import { identityMessages } from './identity.messages';
import { type Company, invite } from './people.queries';
import type { Role } from './session';

const companyRoles: readonly Role[] = ['member', 'company_admin'];
const staffRoles: readonly Role[] = ['manager', 'finance', 'admin'];

export interface InviteDialogProps {
  /** The companies one may invite into; none for a company admin, who invites into the own. */
  readonly companies: readonly Company[];
  readonly mayInviteStaff: boolean;
  readonly isStaff: boolean;
  readonly onClose: () => void;
}

/** Makes an invitation and shows its link once. */
export function InviteDialog({ companies, mayInviteStaff, isStaff, onClose }: InviteDialogProps) {
  const say = identityMessages.useSay();
  const [email, setEmail] = useState('');
  const [companyId, setCompanyId] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('member');
  const forStaff = isStaff && companyId === 'staff';
  const roles = forStaff ? staffRoles : companyRoles;
  const send = useMutation({
    mutationFn: () =>
      invite({
        email,
        role: roles.includes(role) ? role : (roles[0] ?? 'member'),
        companyId: isStaff && !forStaff && companyId ? Number(companyId) : null,
      }),
  });
  const errors = send.error instanceof ProblemError ? send.error.fieldErrors : {};
  const link = send.data ? `${window.location.origin}/join/${send.data.token}` : '';
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    toast({ title: say('copied'), tone: 'ok' });
  };
  const into = [
    ...(mayInviteStaff ? [{ id: 'staff', label: say('parkStaff') }] : []),
    ...companies.map((c) => ({ id: String(c.id), label: c.nameZh })),
  ];
  return (
    <Dialog
      isOpen
      title={say('invite')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        send.data ? (
          <Button variant="primary" onPress={() => void copy()}>
            {say('copy')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{say('cancel')}</Button>
            <Button
              variant="primary"
              isPending={send.isPending}
              isDisabled={email === '' || (isStaff && companyId === null)}
              onPress={() => send.mutate()}
            >
              {say('invite')}
            </Button>
          </>
        )
      }
    >
      {send.data ? (
        <div className="grid gap-2">
          <p>{say('inviteDone')}</p>
          <p className="rounded border border-line bg-sunken p-2 text-sm break-all select-all">{link}</p>
        </div>
      ) : (
        <div className="grid gap-4">
          {send.error && Object.keys(errors).length === 0 && (
            <Callout tone="bad" role="alert">
              {send.error.message}
            </Callout>
          )}
          {isStaff && (
            <SelectField label={say('inviteFor')} options={into} value={companyId} onChange={setCompanyId} isRequired />
          )}
          <TextField
            label={say('email')}
            type="email"
            value={email}
            onChange={setEmail}
            error={errors.email}
            isRequired
          />
          <SelectField
            label={say('role')}
            options={roles.map((id) => ({ id, label: say(id) }))}
            value={roles.includes(role) ? role : (roles[0] ?? 'member')}
            onChange={(id) => id && setRole(id as Role)}
          />
        </div>
      )}
    </Dialog>
  );
}
