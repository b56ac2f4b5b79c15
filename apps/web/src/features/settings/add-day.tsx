import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { Button, Callout, DateField, Dialog, RadioGroup, TextField } from '../../shared/ui';
import { settingsMessages } from './settings.messages';
import { useCalendarAct } from './settings.queries';

/** Makes a day of a year a holiday or a make-up workday. */
export function AddDay({ year, onClose }: { year: number; onClose: () => void }) {
  const say = settingsMessages.useSay();
  const [day, setDay] = useState<string | null>(null);
  const [kind, setKind] = useState<'holiday' | 'workday'>('holiday');
  const [nameZh, setName] = useState('');
  const [wasTried, setTried] = useState(false);
  const act = useCalendarAct();
  const problem = act.error instanceof ProblemError ? act.error : null;
  const send = async (): Promise<void> => {
    setTried(true);
    if (day === null) return;
    try {
      await act.mutateAsync({ act: 'set', day, kind, nameZh });
      onClose();
    } catch {
      // Said above the fields.
    }
  };
  return (
    <Dialog
      isOpen
      size="sm"
      title={say('addDay')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={act.isPending} onPress={() => void send()}>
            {say('add')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {problem && <Callout tone="bad" role="alert" title={problem.title} />}
        <DateField
          label={say('day')}
          isRequired
          min={`${year}-01-01`}
          max={`${year}-12-31`}
          value={day}
          onChange={setDay}
          error={wasTried && day === null ? say('required') : undefined}
        />
        <RadioGroup
          label={say('kind')}
          orientation="horizontal"
          options={[
            { id: 'holiday', label: say('kindHoliday') },
            { id: 'workday', label: say('kindWorkday') },
          ]}
          value={kind}
          onChange={setKind}
        />
        <TextField label={say('dayName')} value={nameZh} onChange={setName} maxLength={40} />
      </div>
    </Dialog>
  );
}
