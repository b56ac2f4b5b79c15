import type { ReactNode } from 'react';
import { parkToday } from '../../shared/format/format';
import { Button, Callout, DateField, Dialog, TextField, toast } from '../../shared/ui';
import { classesMessages } from './classes.messages';
import type { Touched } from './pricing.queries';
import { TouchedPanel } from './touched-panel';
import { useTouched } from './use-touched';

/** Something that holds from a day on. */
export interface ChangeInput {
  readonly validFrom: string;
  readonly note: string;
}

export interface ChangeDialogProps<Input extends ChangeInput> {
  readonly title: string;
  /** What is typed; null while something is missing. */
  readonly input: Input | null;
  readonly validFrom: string | null;
  readonly note: string;
  readonly onChange: (part: { validFrom?: string | null; note?: string }) => void;
  readonly look: (input: Input) => Promise<Touched>;
  readonly save: { mutateAsync: (input: Input) => Promise<unknown>; isPending: boolean; error: Error | null };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A change from a day on, with whom it touches below the fields before it is saved. */
export function ChangeDialog<Input extends ChangeInput>(props: ChangeDialogProps<Input>) {
  const { title, input, validFrom, note, onChange, look, save, onClose, children } = props;
  const say = classesMessages.useSay();
  const looked = useTouched([title, input], input === null ? null : () => look(input));
  const send = async (): Promise<void> => {
    if (!input) return;
    try {
      await save.mutateAsync(input);
    } catch {
      return;
    }
    toast({ title: say('saved', { date: input.validFrom }), tone: 'ok' });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={title}
      isDismissable={false}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} isDisabled={!input} onPress={() => void send()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3">
        {save.error && (
          <Callout tone="bad" role="alert">
            {save.error.message}
          </Callout>
        )}
        {children}
        <DateField
          label={say('validFrom')}
          isRequired
          min={parkToday()}
          value={validFrom}
          onChange={(day) => onChange({ validFrom: day })}
          error={validFrom === null ? say('needDay') : undefined}
        />
        <TextField label={say('note')} value={note} maxLength={200} onChange={(text) => onChange({ note: text })} />
        {input && <TouchedPanel {...looked} />}
      </div>
    </Dialog>
  );
}
