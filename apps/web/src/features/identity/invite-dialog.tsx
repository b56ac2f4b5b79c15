import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, ComboBoxField, Dialog, SelectField, TextField, toast } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import { type Company, invite, isEmail } from './people.queries';
import type { Role } from './session';

const companyRoles: readonly Role[] = ['member', 'company_admin'];
const staffRoles: readonly Role[] = ['manager', 'finance', 'admin'];
const staff = 'staff';

export interface InviteDialogProps {
  /** The companies one may invite into; null for a company admin, who invites into the own. */
  readonly companies: readonly Company[] | null;
  readonly mayInviteStaff: boolean;
  readonly onClose: () => void;
}

/** Makes an invitation and shows its link, once. */
export function InviteDialog({ companies, mayInviteStaff, onClose }: InviteDialogProps) {
  const say = peopleMessages.useSay();
  const name = useName();
  const [email, setEmail] = useState('');
  const [into, setInto] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('member');
  const roles = into === staff ? staffRoles : companyRoles;
  const chosen = roles.includes(role) ? role : (roles[0] ?? 'member');
  const companyId = companies && into !== staff && into !== null ? Number(into) : null;
  const send = useMutation({ mutationFn: () => invite({ email: email.trim(), role: chosen, companyId }) });
  const errors = send.error instanceof ProblemError ? send.error.fieldErrors : {};
  const [isTried, setTried] = useState(false);
  const wrong = isTried && !isEmail(email) ? say('emailWrong') : errors.email;
  const submit = (): void => {
    setTried(true);
    if (isEmail(email)) send.mutate();
  };
  if (send.data) return <InviteLink token={send.data.token} onAnother={send.reset} onClose={onClose} />;
  const places = [
    ...(mayInviteStaff ? [{ id: staff, label: say('parkStaff') }] : []),
    ...(companies ?? []).map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) })),
  ];
  return (
    <Dialog
      isOpen
      title={say('invite')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isPending={send.isPending}
            isDisabled={email.trim() === '' || (companies !== null && into === null)}
            onPress={submit}
          >
            {say('invite')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {send.error && Object.keys(errors).length === 0 && (
          <Callout tone="bad" role="alert">
            {send.error.message}
          </Callout>
        )}
        {companies && (
          <ComboBoxField label={say('inviteFor')} options={places} value={into} onChange={setInto} isRequired />
        )}
        <TextField label={say('email')} type="email" value={email} onChange={setEmail} error={wrong} isRequired />
        <SelectField
          label={say('role')}
          options={roles.map((id) => ({ id, label: say(id) }))}
          value={chosen}
          onChange={(id) => id && setRole(id)}
        />
      </div>
    </Dialog>
  );
}

function InviteLink({ token, onAnother, onClose }: { token: string; onAnother: () => void; onClose: () => void }) {
  const say = peopleMessages.useSay();
  const field = useRef<HTMLInputElement>(null);
  const link = `${window.location.origin}/join/${token}`;
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      // Not there where the park is served without TLS inside its own network.
      await navigator.clipboard.writeText(link);
      toast({ title: say('copied'), tone: 'ok' });
    } catch {
      toast({ title: say('copyByHand'), tone: 'warn' });
    }
  };
  return (
    <Dialog
      isOpen
      title={say('invite')}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={false}
      footer={
        <>
          <Button onPress={onAnother}>{say('another')}</Button>
          <Button variant="primary" icon="copy" onPress={() => void copy()}>
            {say('copy')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Callout tone="ok" role="status" title={say('inviteDone')}>
          {say('inviteOnce')}
        </Callout>
        <TextField ref={field} label={say('link')} value={link} isReadOnly onFocus={() => field.current?.select()} />
      </div>
    </Dialog>
  );
}
