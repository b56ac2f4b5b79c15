import { useState } from 'react';
import { Button, Callout, Dialog, TextField, toast } from '../../shared/ui';
import { inventoryMessages } from './inventory.messages';
import { useSetKind } from './inventory.queries';

export interface KindDialogProps {
  readonly ids: readonly number[];
  /** What one of them is now, to begin with. */
  readonly kind: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Makes the chosen instruments equivalents of each other; left empty, each goes by its name again. */
export function KindDialog({ ids, kind: first, onDone, onClose }: KindDialogProps) {
  const say = inventoryMessages.useSay();
  const [kind, setKind] = useState(first);
  const save = useSetKind();
  const send = async (): Promise<void> => {
    await save.mutateAsync({ ids, kind: kind.trim() });
    toast({ title: say(kind.trim() ? 'kindSaved' : 'kindCleared', { count: ids.length, kind: kind.trim() }) });
    onDone();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={say('kindTitle', { count: ids.length })}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => void send().catch(() => undefined)}>
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <TextField
          label={say('kind')}
          description={say('kindHint')}
          value={kind}
          onChange={setKind}
          maxLength={60}
          autoFocus
        />
        {save.error && (
          <Callout tone="bad" role="alert">
            {save.error.message}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
