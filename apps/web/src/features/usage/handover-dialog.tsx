import { DateTimeField } from '../../shared/date-time-field';
import { Button, Callout, Checkbox, Dialog, RadioGroup, SegmentedControl, TextArea } from '../../shared/ui';
import { conditions, deposits, useHandover, type Noted, type UsageAct, type UsageSubject } from './use-handover';
import { usageMessages } from './usage.messages';

export type { UsageAct, UsageSubject } from './use-handover';

export interface HandoverDialogProps {
  readonly act: UsageAct;
  readonly subject: UsageSubject;
  readonly onClose: () => void;
}

const titles = { hand_over: 'handOverTitle', take_back: 'takeBackTitle', no_show: 'noShowTitle' } as const;
const labels = { hand_over: 'handOver', take_back: 'takeBack', no_show: 'noShow' } as const;

/** Notes a hand-over, a return or a no-show: when, in what condition, and what becomes of the deposit. */
export function HandoverDialog({ act, subject, onClose }: HandoverDialogProps) {
  const say = usageMessages.useSay();
  const { noted, note, isAhead, canSend, send, error, isPending } = useHandover(act, subject, onClose);
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say(titles[act], { company: subject.companyName })}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={isPending} isDisabled={!canSend} onPress={send}>
            {say(labels[act])}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error && (
          <Callout tone="bad" role="alert">
            {error.message}
          </Callout>
        )}
        {act === 'no_show' ? (
          <>
            <p>{say('noShowConsequence')}</p>
            <Checkbox isSelected={noted.waiveFee} onChange={(waiveFee) => note({ waiveFee })}>
              {say('waiveFee')}
            </Checkbox>
          </>
        ) : (
          <WhenAndHow noted={noted} note={note} isAhead={isAhead} />
        )}
        {act === 'take_back' && subject.depositFen > 0 && (
          <RadioGroup
            label={say('deposit')}
            orientation="horizontal"
            options={deposits.map((id) => ({ id, label: say(id) }))}
            value={noted.deposit}
            onChange={(deposit) => note({ deposit })}
          />
        )}
        <TextArea
          label={say('note')}
          value={noted.note}
          onChange={(text) => note({ note: text })}
          placeholder={say('notePlaceholder')}
          rows={3}
        />
      </div>
    </Dialog>
  );
}

interface WhenAndHowProps {
  readonly noted: Noted;
  readonly note: (change: Partial<Noted>) => void;
  readonly isAhead: boolean;
}

function WhenAndHow({ noted, note, isAhead }: WhenAndHowProps) {
  const say = usageMessages.useSay();
  return (
    <>
      <DateTimeField
        label={say('at')}
        value={noted.at}
        onChange={(at) => note({ at })}
        error={isAhead ? say('ahead') : undefined}
        isRequired
      />
      <SegmentedControl
        label={say('condition')}
        showLabel
        options={conditions.map((id) => ({ id, label: say(id) }))}
        value={noted.condition}
        onChange={(condition) => note({ condition })}
      />
    </>
  );
}
