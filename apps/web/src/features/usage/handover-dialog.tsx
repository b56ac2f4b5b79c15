import { DateTimeField } from '../../shared/date-time-field';
import {
  Button,
  Callout,
  Checkbox,
  Dialog,
  formatFen,
  MoneyField,
  RadioGroup,
  SegmentedControl,
  TextArea,
  TextField,
} from '../../shared/ui';
import { AccessoryChecks } from './accessory-checks';
import { CountsAtUse } from './counts-at-use';
import { PhotoField } from './photo-field';
import { SignaturePad } from './signature-pad';
import { depositOf, deposits, useHandover, type UsageAct, type UsageSubject } from './use-handover';
import { conditions } from './usage.queries';
import { usageMessages } from './usage.messages';

export type { UsageAct, UsageSubject } from './use-handover';

export interface HandoverDialogProps {
  readonly act: UsageAct;
  readonly subject: UsageSubject;
  readonly onClose: () => void;
}

const titles = {
  hand_over: 'handOverTitle',
  take_back: 'takeBackTitle',
  no_show: 'noShowTitle',
  stop: 'stopTitle',
} as const;
const labels = { hand_over: 'handOver', take_back: 'takeBack', no_show: 'noShow', stop: 'stop' } as const;

type Writing = ReturnType<typeof useHandover>;

/** Notes a hand-over, a return, the end of a session or a no-show. */
export function HandoverDialog({ act, subject, onClose }: HandoverDialogProps) {
  const say = usageMessages.useSay();
  const writing = useHandover(act, subject, onClose);
  const { noted, note, canSend, send, error, isPending } = writing;
  return (
    <Dialog
      isOpen
      isDismissable={act === 'no_show'}
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
        {writing.counts && (
          <CountsAtUse counts={writing.counts} typed={noted.counts} onChange={(counts) => note({ counts })} />
        )}
        {act === 'no_show' ? (
          <>
            <p>{say('noShowConsequence')}</p>
            <Checkbox isSelected={noted.waiveFee} onChange={(waiveFee) => note({ waiveFee })}>
              {say('waiveFee')}
            </Checkbox>
          </>
        ) : (
          <Inspection act={act} id={subject.id} writing={writing} />
        )}
        {act === 'take_back' && subject.depositFen > 0 && (
          <DepositFields writing={writing} depositFen={subject.depositFen} />
        )}
        <TextArea
          label={say('note')}
          value={noted.note}
          onChange={(text) => note({ note: text })}
          placeholder={say('notePlaceholder')}
          rows={act === 'stop' ? 2 : 3}
        />
        {(act === 'hand_over' || act === 'take_back') && <Signing writing={writing} />}
      </div>
    </Dialog>
  );
}

/** What is kept of the deposit for a damage, and what becomes of the rest. */
function DepositFields({ writing: { noted, note }, depositFen }: { writing: Writing; depositFen: number }) {
  const say = usageMessages.useSay();
  const isKept = (noted.keepFen ?? 0) > 0;
  return (
    <>
      <RadioGroup
        label={say('deposit')}
        orientation="horizontal"
        options={deposits.map((id) => ({ id, label: say(id) }))}
        value={depositOf(noted)}
        onChange={(deposit) => note({ deposit })}
      />
      <MoneyField
        label={say('keepPart')}
        description={say('keepPartHint', { deposit: formatFen(depositFen) })}
        value={noted.keepFen}
        onChange={(keepFen) => note({ keepFen })}
        error={(noted.keepFen ?? 0) > depositFen ? say('keepTooMuch') : undefined}
      />
      {isKept && (
        <TextField
          label={say('keepReason')}
          value={noted.keepReason}
          onChange={(keepReason) => note({ keepReason })}
          maxLength={300}
          isRequired
        />
      )}
    </>
  );
}

/** When, in what condition, with which accessories, and how it looked. */
function Inspection({ act, id, writing }: { act: UsageAct; id: number; writing: Writing }) {
  const say = usageMessages.useSay();
  const { noted, note, isAhead, names, direction, stateOf } = writing;
  return (
    <>
      {act === 'stop' ? (
        <p>{say('stopConsequence')}</p>
      ) : (
        <DateTimeField
          label={say('at')}
          value={noted.at}
          onChange={(at) => note({ at })}
          error={isAhead ? say('ahead') : undefined}
          isRequired
        />
      )}
      <SegmentedControl
        label={say('condition')}
        showLabel
        options={conditions.map((one) => ({ id: one, label: say(one) }))}
        value={noted.condition}
        onChange={(condition) => note({ condition })}
      />
      {act === 'take_back' && noted.condition === 'damaged' && (
        <div>
          <Checkbox isSelected={noted.takeOut} onChange={(takeOut) => note({ takeOut })}>
            {say('takeOut')}
          </Checkbox>
          <p className="text-xs text-mut">{say('takeOutHint')}</p>
        </div>
      )}
      {act !== 'stop' && (
        <AccessoryChecks
          names={names}
          direction={direction}
          stateOf={stateOf}
          onChange={(name, state) => note({ accessories: { ...noted.accessories, [name]: state } })}
        />
      )}
      <PhotoField id={id} direction={direction} />
    </>
  );
}

/** Who took it or brought it back: by name, and by hand where there is something to sign with. */
function Signing({ writing: { noted, note, direction } }: { writing: Writing }) {
  const say = usageMessages.useSay();
  return (
    <>
      <TextField
        label={say(direction === 'out' ? 'takenBy' : 'broughtBy')}
        value={noted.signedBy}
        onChange={(signedBy) => note({ signedBy })}
        maxLength={80}
        autoComplete="off"
      />
      <SignaturePad isDrawn={noted.signature !== null} onChange={(signature) => note({ signature })} />
    </>
  );
}
