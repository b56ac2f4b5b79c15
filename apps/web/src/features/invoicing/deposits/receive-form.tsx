import { useState } from 'react';
import { Button, Callout, SelectField, TextField, toast } from '../../../shared/ui';
import { receivedBy, type ReceivedBy } from '../invoicing.queries';
import { depositsMessages } from './deposits.messages';
import { useReceiveDeposit, type Deposit } from './deposits.queries';

/** Notes that a due deposit came in. */
export function ReceiveForm({ deposit }: { deposit: Deposit }) {
  const say = depositsMessages.useSay();
  const receive = useReceiveDeposit(deposit.id);
  const [method, setMethod] = useState<ReceivedBy>('bank');
  const [reference, setReference] = useState('');
  const send = async (): Promise<void> => {
    try {
      await receive.mutateAsync({ version: deposit.version, method, reference: reference.trim() });
      toast({ title: say('received') });
    } catch {
      // Said above the fields.
    }
  };
  return (
    <form
      className="grid gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3 className="font-semibold">{say('receive')}</h3>
      <p className="text-sm text-mut">{say('receiveHint')}</p>
      {receive.error && (
        <Callout tone="bad" role="alert" title={say('refused')}>
          {receive.error.message}
        </Callout>
      )}
      <SelectField
        label={say('method')}
        options={receivedBy.map((id) => ({ id, label: say(id) }))}
        value={method}
        onChange={(id) => id && setMethod(id)}
      />
      <TextField label={say('reference')} value={reference} onChange={setReference} maxLength={100} />
      <Button type="submit" variant="primary" isPending={receive.isPending}>
        {say('receive')}
      </Button>
    </form>
  );
}
