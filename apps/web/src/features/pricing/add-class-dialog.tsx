import { useState } from 'react';
import { Button, Callout, Dialog, TextField, toast } from '../../shared/ui';
import { classesMessages } from './classes.messages';
import { type ClassInput, useAddClass } from './classes.queries';
import { ShareField } from './share-field';

const isCode = (code: string): boolean => /^[a-z_]{2,32}$/.test(code);

/** A new class; its discount holds from today. */
export function AddClassDialog({ onClose }: { onClose: () => void }) {
  const say = classesMessages.useSay();
  const [input, setInput] = useState<ClassInput>({ code: '', nameZh: '', nameEn: '', rentalBps: 0, sessionBps: 0 });
  const [isTried, setTried] = useState(false);
  const add = useAddClass();
  const send = async (): Promise<void> => {
    setTried(true);
    if (!isCode(input.code) || input.nameZh.trim() === '' || input.nameEn.trim() === '') return;
    try {
      await add.mutateAsync(input);
    } catch {
      return;
    }
    toast({ title: say('added'), tone: 'ok' });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={say('add')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={add.isPending} onPress={() => void send()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
        {add.error && (
          <Callout tone="bad" role="alert" className="lg:col-span-2">
            {add.error.message}
          </Callout>
        )}
        <ClassFields input={input} isTried={isTried} onChange={(part) => setInput({ ...input, ...part })} />
      </div>
    </Dialog>
  );
}

interface ClassFieldsProps {
  readonly input: ClassInput;
  readonly isTried: boolean;
  readonly onChange: (part: Partial<ClassInput>) => void;
}

function ClassFields({ input, isTried, onChange }: ClassFieldsProps) {
  const say = classesMessages.useSay();
  return (
    <>
      {(['nameZh', 'nameEn'] as const).map((key) => (
        <TextField
          key={key}
          label={say(key)}
          isRequired
          value={input[key]}
          onChange={(text) => onChange({ [key]: text })}
          error={isTried && input[key].trim() === '' ? say('needed') : undefined}
        />
      ))}
      <TextField
        label={say('code')}
        isRequired
        description={say('codeHint')}
        value={input.code}
        onChange={(code) => onChange({ code: code.trim() })}
        error={isTried && !isCode(input.code) ? say('codeWrong') : undefined}
        className="lg:col-span-2"
      />
      <ShareField label={say('rental')} bps={input.rentalBps} onChange={(bps) => onChange({ rentalBps: bps ?? 0 })} />
      <ShareField
        label={say('session')}
        bps={input.sessionBps}
        onChange={(bps) => onChange({ sessionBps: bps ?? 0 })}
      />
    </>
  );
}
