import { NumberField, SelectField, TextField } from '../../shared/ui';
import { taxPresets } from './plan-draft';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import type { Tax } from './pricing.types';
import type { PlanFormState } from './use-plan-form';

type Preset = keyof typeof taxPresets;
const presets = Object.keys(taxPresets) as Preset[];

const presetOf = (tax: Tax): Preset | 'other' =>
  presets.find((key) => taxPresets[key].code === tax.code && taxPresets[key].rateBps === tax.rateBps) ?? 'other';

/** How each kind of line is taxed; the rate belongs to the line, not to the instrument. */
export function TaxFields({ form }: { form: PlanFormState }) {
  const say = pricingMessages.useSay();
  return (
    <PlanSection title={say('taxes')}>
      {(['rentalTax', 'sessionTax'] as const).map((key) => (
        <TaxField
          key={key}
          label={say(key)}
          tax={form.draft[key]}
          onChange={(tax) => form.change({ [key]: tax })}
          error={form.errorOf(key)}
        />
      ))}
    </PlanSection>
  );
}

interface TaxFieldProps {
  readonly label: string;
  readonly tax: Tax;
  readonly onChange: (tax: Tax) => void;
  readonly error: string | undefined;
}

function TaxField({ label, tax, onChange, error }: TaxFieldProps) {
  const say = pricingMessages.useSay();
  const preset = presetOf(tax);
  const options = [
    ...presets.map((id) => ({ id: id as Preset | 'other', label: say(`tax_${id}`) })),
    { id: 'other' as const, label: say('tax_other') },
  ];
  return (
    <div className="grid grid-cols-1 content-start gap-2">
      <SelectField
        label={label}
        options={options}
        value={preset}
        onChange={(id) => id && onChange(id === 'other' ? { ...tax, code: '' } : taxPresets[id])}
      />
      {preset === 'other' && (
        <>
          <NumberField
            label={say('taxRate')}
            min={0}
            max={100}
            decimals={2}
            unit={say('percent')}
            value={tax.rateBps / 100}
            onChange={(value) => onChange({ ...tax, rateBps: Math.round((value ?? 0) * 100) })}
          />
          <TextField
            label={say('taxCode')}
            inputMode="numeric"
            value={tax.code}
            onChange={(code) => onChange({ ...tax, code })}
            error={error}
          />
          <TextField
            label={say('taxItem')}
            value={tax.itemName}
            onChange={(itemName) => onChange({ ...tax, itemName })}
          />
        </>
      )}
    </div>
  );
}
