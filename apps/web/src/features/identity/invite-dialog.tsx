import { useRef } from 'react';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, ComboBoxField, Dialog, SelectField, TextField, toast } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import type { Company } from './people.queries';
import { staff, useInvite } from './use-invite';

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
  const it = useInvite(companies !== null);
  if (it.token) return <InviteLink token={it.token} onAnother={it.again} onClose={onClose} />;
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
          <Button variant="primary" isPending={it.isPending} isDisabled={!it.isComplete} onPress={it.submit}>
            {say('invite')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {it.failure && (
          <Callout tone="bad" role="alert">
            {it.failure.message}
          </Callout>
        )}
        {companies && (
          <ComboBoxField label={say('inviteFor')} options={places} value={it.into} onChange={it.setInto} isRequired />
        )}
        <TextField
          label={say('email')}
          type="email"
          value={it.email}
          onChange={it.setEmail}
          error={it.wrong}
          isRequired
        />
        <SelectField
          label={say('role')}
          options={it.roles.map((id) => ({ id, label: say(id) }))}
          value={it.role}
          onChange={(id) => id && it.setRole(id)}
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
