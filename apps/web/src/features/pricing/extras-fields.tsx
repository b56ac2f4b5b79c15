import { UNIT_NAMES, UNITS } from '@parkbench/domain';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, Checkbox, IconButton, MoneyField, SelectField, TextField } from '../../shared/ui';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import type { PlanExtra } from './pricing.types';
import { TaxSelect } from './tax-fields';
import type { PlanFormState } from './use-plan-form';

const kinds = ['assistance', 'consumable'] as const;
const units = UNITS.filter((unit): unit is PlanExtra['unit'] => unit !== 'run' && unit !== 'sample');

/** By the run and by the sample. */
export function PerUseFields({ form: { draft, change } }: { form: PlanFormState }) {
  const say = pricingMessages.useSay();
  return (
    <PlanSection title={say('perUse')}>
      <MoneyField label={say('run')} value={draft.runFen} onChange={(runFen) => change({ runFen })} />
      <MoneyField label={say('sample')} value={draft.sampleFen} onChange={(sampleFen) => change({ sampleFen })} />
      {(draft.runFen !== null || draft.sampleFen !== null) && (
        <Checkbox
          isSelected={draft.countsInsteadOfHours}
          onChange={(countsInsteadOfHours) => change({ countsInsteadOfHours })}
          className="lg:col-span-2"
        >
          {say('countsInstead')}
        </Checkbox>
      )}
    </PlanSection>
  );
}

/** A technician's time and what is used up, each with its unit, its price and, where it differs, its tax. */
export function ExtrasFields({ form: { draft, change, errorOf } }: { form: PlanFormState }) {
  const say = pricingMessages.useSay();
  const { extras } = draft;
  const put = (index: number, part: Partial<PlanExtra>): void =>
    change({ extras: extras.map((extra, at) => (at === index ? { ...extra, ...part } : extra)) });
  const add = (): void => {
    const code = `x${extras.length + 1}`;
    const extra: PlanExtra = {
      code,
      component: 'assistance',
      nameZh: '',
      nameEn: '',
      unit: 'hour',
      unitFen: 0,
      tax: null,
    };
    change({ extras: [...extras, extra] });
  };
  const error = errorOf('extras');
  return (
    <PlanSection title={say('extras')}>
      <p className="text-xs text-mut lg:col-span-2">{say('extrasHint')}</p>
      {extras.map((extra, index) => (
        // The place is what a line that is being typed keeps.
        // oxlint-disable-next-line react/no-array-index-key
        <Extra
          key={index}
          extra={extra}
          onChange={(part) => put(index, part)}
          onRemove={() => change({ extras: extras.filter((_, at) => at !== index) })}
        />
      ))}
      {error && (
        <Callout tone="bad" role="alert" className="lg:col-span-2">
          {error}
        </Callout>
      )}
      <div className="lg:col-span-2">
        <Button size="sm" icon="plus" onPress={add}>
          {say('addExtra')}
        </Button>
      </div>
    </PlanSection>
  );
}

interface ExtraProps {
  readonly extra: PlanExtra;
  readonly onChange: (part: Partial<PlanExtra>) => void;
  readonly onRemove: () => void;
}

function Extra({ extra, onChange, onRemove }: ExtraProps) {
  const say = pricingMessages.useSay();
  const name = useName();
  const unitOptions = units.map((id) => ({ id, label: name(UNIT_NAMES[id].zh, UNIT_NAMES[id].en) }));
  return (
    <div className="grid grid-cols-2 gap-2 rounded-md border border-line p-2.5 lg:col-span-2 lg:grid-cols-4">
      <SelectField
        label={say('extraKind')}
        options={kinds.map((id) => ({ id, label: say(id) }))}
        value={extra.component}
        onChange={(component) => component && onChange({ component })}
      />
      <TextField label={say('extraCode')} value={extra.code} onChange={(code) => onChange({ code: code.trim() })} />
      <TextField label={say('extraName')} value={extra.nameZh} onChange={(nameZh) => onChange({ nameZh })} isRequired />
      <TextField label={say('extraNameEn')} value={extra.nameEn} onChange={(nameEn) => onChange({ nameEn })} />
      <MoneyField label={say('extraPrice')} value={extra.unitFen} onChange={(fen) => onChange({ unitFen: fen ?? 0 })} />
      <SelectField
        label={say('extraUnit')}
        options={unitOptions}
        value={extra.unit}
        onChange={(unit) => unit && onChange({ unit })}
      />
      <TaxSelect
        label={say('tax')}
        tax={extra.tax}
        onChange={(tax) => onChange({ tax })}
        emptyLabel={say('asSession')}
      />
      <div className="self-end justify-self-end">
        <IconButton icon="trash" label={say('removeExtra')} onPress={onRemove} />
      </div>
    </div>
  );
}
