import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Callout, ConfirmDialog, KeyValueList, Sheet, TextField, toast } from '../../shared/ui';
import { QualificationBadge } from './qualification-badge';
import type { Opened } from './qualification-grid';
import { extendQualification, qualificationsKey, revokeQualification } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';
import { useTargetName } from './target-name';
import { TermField } from './term-field';

/** One qualification: how it stands, another term, or taken back with the reason. */
export function QualificationSheet({ person, qualification, onClose }: Opened & { onClose: () => void }) {
  const say = qualificationMessages.useSay();
  const queries = useQueryClient();
  const targetName = useTargetName();
  const [validUntil, setValidUntil] = useState(qualification.validUntil);
  const [isComplete, setComplete] = useState(true);
  const [isRevoking, setRevoking] = useState(false);
  const extend = useMutation({
    mutationFn: () => extendQualification(qualification, validUntil),
    onSuccess: () => {
      toast({ title: say('extended'), tone: 'ok' });
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: qualificationsKey }),
  });
  const isSame = validUntil === qualification.validUntil;
  return (
    <Sheet
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('detailTitle', { person: person.name, target: targetName(qualification) })}
      footer={
        <>
          <Button onPress={() => setRevoking(true)}>{say('revoke')}</Button>
          <Button
            variant="primary"
            isPending={extend.isPending}
            isDisabled={isSame || !isComplete}
            onPress={() => extend.mutate()}
          >
            {say('extend')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {extend.error && (
          <Callout tone="bad" role="alert">
            {extend.error.message}
          </Callout>
        )}
        <Facts person={person} qualification={qualification} />
        <TermField
          value={validUntil}
          onChange={(next, complete) => {
            setValidUntil(next);
            setComplete(complete);
          }}
        />
      </div>
      {isRevoking && (
        <Revoke person={person} qualification={qualification} onClose={() => setRevoking(false)} onDone={onClose} />
      )}
    </Sheet>
  );
}

function Facts({ qualification }: Opened) {
  const say = qualificationMessages.useSay();
  const { validFrom, lastUsedOn, grantedByName, note, state } = qualification;
  return (
    <KeyValueList
      items={[
        { label: say('state'), value: say(state) },
        { label: say('until'), value: <QualificationBadge qualification={qualification} /> },
        { label: say('validFrom'), value: validFrom },
        { label: say('lastUsed'), value: lastUsedOn ?? say('neverUsed') },
        { label: say('grantedBy'), value: grantedByName },
        ...(note ? [{ label: say('note'), value: note }] : []),
      ]}
    />
  );
}

function Revoke({ person, qualification, onClose, onDone }: Opened & { onClose: () => void; onDone: () => void }) {
  const say = qualificationMessages.useSay();
  const queries = useQueryClient();
  const targetName = useTargetName();
  const [reason, setReason] = useState('');
  const revoke = useMutation({
    mutationFn: () => revokeQualification(qualification, reason.trim()),
    onSuccess: () => {
      toast({ title: say('revoked') });
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: qualificationsKey }),
  });
  const words = { person: person.name, target: targetName(qualification) };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('revokeTitle', words)}
      consequence={say('revokeConsequence', words)}
      confirmLabel={say('revoke')}
      cancelLabel={say('cancel')}
      isPending={revoke.isPending}
      isConfirmDisabled={reason.trim().length < 2}
      onConfirm={() => revoke.mutateAsync()}
    >
      {revoke.error && (
        <Callout tone="bad" role="alert" className="mb-2">
          {revoke.error.message}
        </Callout>
      )}
      <TextField label={say('revokeReason')} isRequired value={reason} onChange={setReason} maxLength={500} autoFocus />
    </ConfirmDialog>
  );
}
