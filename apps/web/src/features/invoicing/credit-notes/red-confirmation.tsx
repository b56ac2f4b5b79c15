import { useState } from 'react';
import { Button, Card, TextField, toast } from '../../../shared/ui';
import { creditMessages } from './credit-notes.messages';
import { useKeepRedConfirmation, type CreditNote } from './credit-notes.queries';

const right = /^[0-9A-Za-z-]{6,40}$/;

/** The number that the tax platform gives to a red letter, entered once when it is known; it then stands on the paper. */
export function RedConfirmation({ note }: { note: CreditNote }) {
  const say = creditMessages.useSay();
  const [number, setNumber] = useState('');
  const [wasTried, setTried] = useState(false);
  const keep = useKeepRedConfirmation(note.id);
  const isRight = right.test(number.trim());
  const save = async (): Promise<void> => {
    setTried(true);
    if (!isRight) return;
    await keep.mutateAsync({ redConfirmNo: number.trim() });
    toast({ title: say('redConfirmKept'), tone: 'ok' });
  };
  return (
    <Card title={say('redConfirmEnter')} className="mb-3">
      <form
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save().catch(() => undefined);
        }}
      >
        <TextField
          label={say('redConfirmNo')}
          description={say('redConfirmEnterHelp')}
          maxLength={40}
          value={number}
          onChange={setNumber}
          error={wasTried && !isRight ? say('redConfirmFormat') : keep.error?.message}
          className="w-full lg:w-96"
        />
        <Button type="submit" isPending={keep.isPending} className="lg:mt-6">
          {say('redConfirmSave')}
        </Button>
      </form>
    </Card>
  );
}
