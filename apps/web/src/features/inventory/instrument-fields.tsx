import type { ReactNode } from 'react';
import { Checkbox, DateField, MoneyField, NumberField, SelectField, TextArea, TextField } from '../../shared/ui';
import { AddCategory } from './add-category';
import type { DraftKey } from './instrument-draft';
import { instrumentMessages, type InstrumentText } from './instrument.messages';
import type { Instrument, InstrumentDraft, OpeningHours } from './inventory.types';
import { OpeningHoursFields } from './opening-hours-fields';
import { useCategoryOptions } from './use-categories';

export interface InstrumentFieldsProps {
  readonly draft: InstrumentDraft;
  /** As it was read; null for a new one. */
  readonly read: Instrument | null;
  readonly parkHours: OpeningHours;
  readonly onChange: (change: Partial<InstrumentDraft>) => void;
  readonly onHours: (hours: OpeningHours | null, isWrong: boolean) => void;
  readonly errorOf: (key: DraftKey) => string | undefined;
}

type TextKey = { [K in DraftKey]: InstrumentDraft[K] extends string ? K : never }[DraftKey];
type FlagKey = { [K in DraftKey]: InstrumentDraft[K] extends boolean ? K : never }[DraftKey];
type NumberKey = 'beforeMinutes' | 'afterMinutes';
type DateKey = 'purchasedOn' | 'inUseSince' | 'calibrationValidUntil';

const numbers: Record<NumberKey, { unit: InstrumentText; min: number; max: number; step?: number }> = {
  beforeMinutes: { unit: 'minutes', min: 0, max: 1440, step: 5 },
  afterMinutes: { unit: 'minutes', min: 0, max: 1440, step: 5 },
};

/** One maker for each kind of field, bound to the draft. */
function useMakers({ draft, onChange, errorOf }: InstrumentFieldsProps) {
  const say = instrumentMessages.useSay();
  const bound = <K extends DraftKey>(key: K) => ({
    label: say(key as 'assetNo'),
    value: draft[key],
    onChange: (value: InstrumentDraft[K]) => onChange({ [key]: value }),
    error: errorOf(key),
  });
  return {
    text: (key: TextKey, isRequired = false): ReactNode => (
      <TextField key={key} {...bound(key)} isRequired={isRequired} />
    ),
    area: (key: TextKey): ReactNode => (
      <TextArea key={key} {...bound(key)} maxLength={2000} className="lg:col-span-2" />
    ),
    number: (key: NumberKey, description?: string): ReactNode => (
      <NumberField
        key={key}
        {...bound(key)}
        {...numbers[key]}
        unit={say(numbers[key].unit)}
        description={description}
      />
    ),
    date: (key: DateKey): ReactNode => <DateField key={key} {...bound(key)} />,
    flag: (key: FlagKey): ReactNode => (
      <Checkbox key={key} isSelected={draft[key]} onChange={(value) => onChange({ [key]: value })}>
        {say(key)}
      </Checkbox>
    ),
    money: (key: 'originalValueFen'): ReactNode => <MoneyField key={key} {...bound(key)} />,
  };
}

/** All that a keeper writes about an instrument, in the order in which it is asked for. */
export function InstrumentFields(props: InstrumentFieldsProps) {
  const say = instrumentMessages.useSay();
  const make = useMakers(props);
  return (
    <div className="grid grid-cols-1 gap-6">
      <Section title={say('identity')}>
        {make.text('assetNo', true)}
        <CategoryChoice {...props} />
        {make.text('nameZh', true)}
        {(['nameEn', 'model', 'manufacturer', 'country', 'serialNo'] as const).map((key) => make.text(key))}
        <KindField {...props} />
        {make.money('originalValueFen')}
        {make.date('purchasedOn')}
        {make.date('inUseSince')}
      </Section>
      <Section title={say('place')}>
        {(['location', 'keeper', 'keeperPhone'] as const).map((key) => make.text(key))}
      </Section>
      <Section title={say('booking')}>
        <BookingRules {...props} />
      </Section>
      <Section title={say('calibration')}>
        {make.date('calibrationValidUntil')}
        <BiosafetyLevel {...props} />
      </Section>
      <Section title={say('words')}>
        {(['specifications', 'functions', 'sharingRules', 'accessories'] as const).map(make.area)}
      </Section>
    </div>
  );
}

/** What it can stand in for: left empty its name decides, and the field says what that comes to. */
function KindField({ draft, read, onChange, errorOf }: InstrumentFieldsProps) {
  const say = instrumentMessages.useSay();
  const isAsRead = read !== null && draft.kind === read.kind && draft.nameZh === read.nameZh;
  return (
    <TextField
      label={say('kind')}
      value={draft.kind}
      onChange={(kind) => onChange({ kind })}
      placeholder={isAsRead ? read.kindEffective : say('kindByName')}
      description={isAsRead ? say('kindNow', { kind: read.kindEffective, count: read.equivalents }) : say('kindHint')}
      error={errorOf('kind')}
    />
  );
}

/** How tenants can have it; asks only for what the chosen ways need. */
function BookingRules(props: InstrumentFieldsProps) {
  const say = instrumentMessages.useSay();
  const make = useMakers(props);
  const { draft } = props;
  const flags = ['opensRental', 'opensSession', 'opensRun', 'approvalRequired', 'trainingRequired'] as const;
  return (
    <>
      <div className="flex flex-wrap gap-x-5 gap-y-1 lg:col-span-2">{flags.map(make.flag)}</div>
      {make.number('beforeMinutes', say('turnaroundHint'))}
      {make.number('afterMinutes')}
      <p className="m-0 text-sm text-mut lg:col-span-2">{say('rulesHint')}</p>
      {draft.opensSession && (
        <OpeningHoursFields
          value={draft.openingHours}
          parkHours={props.parkHours}
          onChange={props.onHours}
          error={props.errorOf('openingHours')}
        />
      )}
    </>
  );
}

/** What the room is rated for; samples above it are refused. */
function BiosafetyLevel({ draft, onChange, errorOf }: InstrumentFieldsProps) {
  const say = instrumentMessages.useSay();
  const levels = [1, 2, 3, 4].map((level) => ({ id: String(level), label: `BSL-${level}` }));
  return (
    <SelectField
      label={say('roomBiosafetyLevel')}
      options={levels}
      emptyLabel={say('notRated')}
      value={draft.roomBiosafetyLevel === null ? null : String(draft.roomBiosafetyLevel)}
      onChange={(level) => onChange({ roomBiosafetyLevel: level ? Number(level) : null })}
      error={errorOf('roomBiosafetyLevel')}
    />
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="m-0 grid min-w-0 border-0 p-0">
      <legend className="mb-2 p-0 font-semibold">{title}</legend>
      <div className="grid gap-x-4 gap-y-3 lg:grid-cols-2">{children}</div>
    </fieldset>
  );
}

function CategoryChoice({ draft, onChange, errorOf }: InstrumentFieldsProps) {
  const say = instrumentMessages.useSay();
  const options = useCategoryOptions();
  const choose = (id: string | null): void => onChange({ categoryId: id === null ? null : Number(id) });
  return (
    <div className="flex items-start gap-2">
      <SelectField
        label={say('categoryId')}
        isRequired
        options={options}
        value={draft.categoryId === null ? null : String(draft.categoryId)}
        onChange={choose}
        error={errorOf('categoryId')}
        className="flex-1"
      />
      <AddCategory label={say('newCategory')} onAdded={(categoryId) => onChange({ categoryId })} />
    </div>
  );
}
