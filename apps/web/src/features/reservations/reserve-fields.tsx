import type { ReactNode } from 'react';
import { zoneName } from '../../shared/format/format';
import { Button, Checkbox, SelectField, TextField } from '../../shared/ui';
import { bookingMessages } from './booking/booking.messages';
import type { Words } from './reservations.queries';

export interface ReserveFieldsProps {
  readonly words: Words;
  readonly onChange: (words: Words) => void;
  readonly label: string;
  readonly canSubmit: boolean;
  readonly isSubmitting: boolean;
  /** They hold for several instruments at once. */
  readonly isShared?: boolean;
  /** Whether to ask for the biosafety level of what is brought along. */
  readonly withSample?: boolean;
  /** Stands beside the button, in a bar of its own on a phone. */
  readonly bar?: ReactNode;
  /** Between the button and the note about the price. */
  readonly children?: ReactNode;
}

const levels = (['1', '2', '3', '4'] as const).map((id) => ({ id, label: `BSL-${id}` }));
const phoneBar =
  'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-[calc(56px+env(safe-area-inset-bottom))] max-lg:z-20 max-lg:flex max-lg:items-center max-lg:gap-3 max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:px-4 max-lg:py-2 lg:grid';

/** The few words that go with a reservation, of one instrument, of a series or of a whole basket, and its submission. */
export function ReserveFields(props: ReserveFieldsProps) {
  const say = bookingMessages.useSay();
  const { words, onChange, isShared = false, withSample = false, bar, children } = props;
  return (
    <>
      <TextField
        label={say('purpose')}
        description={say(isShared ? 'purposeHintShared' : 'purposeHint')}
        maxLength={500}
        value={words.purpose}
        onChange={(purpose) => onChange({ ...words, purpose })}
      />
      <TextField
        label={say('project')}
        description={say(isShared ? 'projectHintShared' : 'projectHint')}
        maxLength={200}
        value={words.project}
        onChange={(project) => onChange({ ...words, project })}
      />
      {withSample && <SampleField {...props} />}
      <Checkbox isSelected={words.rdUse} onChange={(rdUse) => onChange({ ...words, rdUse })}>
        {say('rdUse')}
      </Checkbox>
      {bar === undefined ? (
        <Submit {...props} />
      ) : (
        <div className={phoneBar}>
          {bar}
          <Submit {...props} />
        </div>
      )}
      {children}
      <p className="text-xs text-mut">{say('priceNote', { zone: zoneName() })}</p>
    </>
  );
}

function SampleField({ words, onChange }: ReserveFieldsProps) {
  const say = bookingMessages.useSay();
  return (
    <SelectField
      label={say('sample')}
      description={say('sampleHint')}
      emptyLabel={say('noSample')}
      options={levels}
      value={levels.find(({ id }) => id === String(words.sampleBiosafetyLevel))?.id ?? null}
      onChange={(id) => onChange({ ...words, sampleBiosafetyLevel: id ? Number(id) : undefined })}
    />
  );
}

function Submit({ label, canSubmit, isSubmitting }: ReserveFieldsProps) {
  return (
    <Button type="submit" variant="primary" size="lg" isDisabled={!canSubmit && !isSubmitting} isPending={isSubmitting}>
      {label}
    </Button>
  );
}
