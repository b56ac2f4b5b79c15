import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addMonths } from '@parkbench/domain';
import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { Button, Callout, Dialog, TextArea, toast } from '../../shared/ui';
import { grantQualifications, qualificationsKey, type QualifiedPerson } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';
import { TargetField, type TargetIds } from './target-field';
import { type Target, useTargetName } from './target-name';
import { TermField } from './term-field';

export interface GrantDialogProps {
  readonly people: readonly QualifiedPerson[];
  /** Given, only the term is asked. */
  readonly target: Target | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function idsOf({ instrumentId, categoryId }: Target): TargetIds | null {
  if (instrumentId !== null) return { instrumentId };
  return categoryId === null ? null : { categoryId };
}

/** What is being granted, and how it is sent. */
function useGrant({ people, target, onDone }: GrantDialogProps) {
  const say = qualificationMessages.useSay();
  const queries = useQueryClient();
  const [ids, setIds] = useState<TargetIds | null>(target && idsOf(target));
  const [term, setTerm] = useState(() => ({
    validUntil: addMonths(parkToday(), 12) as string | null,
    isComplete: true,
  }));
  const [note, setNote] = useState('');
  const memberIds = people.map((one) => one.memberId);
  const grant = useMutation({
    mutationFn: () => grantQualifications({ memberIds, ...ids, validUntil: term.validUntil, note }),
    onSuccess: ({ granted, renewed }) => {
      toast({ title: say(renewed > 0 ? 'grantedRenewed' : 'granted', { granted, renewed }), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: qualificationsKey });
      onDone();
    },
  });
  return { setIds, term, setTerm, note, setNote, grant, canGrant: ids !== null && term.isComplete };
}

/** Trains one or many people, on paper: for one instrument or a whole category, to a last day. */
export function GrantDialog(props: GrantDialogProps) {
  const { people, target, onClose } = props;
  const say = qualificationMessages.useSay();
  const targetName = useTargetName();
  const { setIds, term, setTerm, note, setNote, grant, canGrant } = useGrant(props);
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('grantTitle')}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={grant.isPending} isDisabled={!canGrant} onPress={() => grant.mutate()}>
            {say('confirmGrant')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {grant.error && (
          <Callout tone="bad" role="alert">
            {grant.error.message}
          </Callout>
        )}
        <p>
          <span className="text-mut">{say('grantPeople')}</span> {people.map((one) => one.name).join('、')}
        </p>
        {target ? <p className="font-medium">{targetName(target)}</p> : <TargetField onChange={setIds} />}
        <TermField value={term.validUntil} onChange={(validUntil, isComplete) => setTerm({ validUntil, isComplete })} />
        <TextArea label={say('note')} value={note} onChange={setNote} placeholder={say('notePlaceholder')} rows={2} />
      </div>
    </Dialog>
  );
}
