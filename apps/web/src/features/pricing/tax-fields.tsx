import { TAX_ITEMS, TAX_RATES_BPS, taxWarnings } from '@parkbench/domain';
import { useName } from '../../shared/i18n/messages';
import { Callout, SelectField, TextField } from '../../shared/ui';
import { taxFields } from './plan-draft';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import type { Tax } from './pricing.types';
import type { PlanFormState } from './use-plan-form';

const percent = (bps: number): string => `${bps / 100}%`;

/** Every item of the known list at every rate that is usual for it. */
const choices = TAX_ITEMS.flatMap((item) =>
  [...new Set([...item.ratesBps, ...item.smallRatesBps])].map((rateBps) => ({
    id: `${item.key}:${rateBps}`,
    item,
    rateBps,
  })),
);

const choiceOf = (tax: Tax): string =>
  choices.find(({ item, rateBps }) => item.code === tax.code && rateBps === tax.rateBps)?.id ?? 'other';

/** How each kind of line is taxed; the rate belongs to the line, not to the instrument. */
export function TaxFields({ form }: { form: PlanFormState }) {
  const say = pricingMessages.useSay();
  const { draft, change } = form;
  const isPriced = {
    rentalTax: true,
    sessionTax: true,
    runTax: draft.runFen !== null,
    sampleTax: draft.sampleFen !== null,
  };
  return (
    <PlanSection title={say('taxes')}>
      {taxFields
        .filter((key) => isPriced[key])
        .map((key) => (
          <TaxSelect
            key={key}
            label={say(key)}
            tax={draft[key]}
            onChange={(tax) => (tax || key === 'runTax' || key === 'sampleTax') && change({ [key]: tax })}
            emptyLabel={key === 'runTax' || key === 'sampleTax' ? say('asSession') : undefined}
            from={draft.validFrom}
            error={form.errorOf(key)}
          />
        ))}
    </PlanSection>
  );
}

export interface TaxSelectProps {
  readonly label: string;
  readonly tax: Tax | null;
  readonly onChange: (tax: Tax | null) => void;
  /** Offers to have no tax of its own. */
  readonly emptyLabel?: string;
  /** The first day of the price, for rates that end. */
  readonly from?: string | null;
  readonly error?: string;
}

/** A treatment of the known list, or rate, code and item typed from the tax portal; what looks odd is said. */
export function TaxSelect({ label, tax, onChange, emptyLabel, from, error }: TaxSelectProps) {
  const say = pricingMessages.useSay();
  const name = useName();
  const choice = tax === null ? null : choiceOf(tax);
  const options = [
    ...choices.map(({ id, item, rateBps }) => ({
      id,
      label: `${percent(rateBps)} ${name(item.name.zh, item.name.en)}`,
    })),
    { id: 'other', label: say('tax_other') },
  ];
  const choose = (id: string | null): void => {
    const chosen = choices.find((one) => one.id === id);
    if (chosen) onChange({ rateBps: chosen.rateBps, code: chosen.item.code, itemName: chosen.item.itemName });
    else onChange(id === null ? null : { rateBps: tax?.rateBps ?? 600, code: '', itemName: tax?.itemName ?? '' });
  };
  const warnings =
    tax && (choice !== 'other' || tax.code !== '') && from ? taxWarnings(tax, { from, until: null }) : [];
  return (
    <div className="grid grid-cols-1 content-start gap-2">
      <SelectField label={label} options={options} value={choice} onChange={choose} emptyLabel={emptyLabel} />
      {tax && choice === 'other' && <TypedTax tax={tax} onChange={onChange} error={error} />}
      {tax && choice !== 'other' && (
        <p className="num text-xs break-all text-mut">
          {tax.code} {tax.itemName}
        </p>
      )}
      {warnings.map((warning) => (
        <Callout key={warning.code} tone="warn">
          {name(warning.message.zh, warning.message.en)}
        </Callout>
      ))}
    </div>
  );
}

function TypedTax({ tax, onChange, error }: { tax: Tax; onChange: (tax: Tax) => void; error: string | undefined }) {
  const say = pricingMessages.useSay();
  return (
    <>
      <SelectField
        label={say('taxRate')}
        options={TAX_RATES_BPS.map((bps) => ({ id: String(bps), label: percent(bps) }))}
        value={String(tax.rateBps)}
        onChange={(id) => id !== null && onChange({ ...tax, rateBps: Number(id) })}
      />
      <TextField
        label={say('taxCode')}
        inputMode="numeric"
        value={tax.code}
        onChange={(code) => onChange({ ...tax, code })}
        error={error}
      />
      <TextField label={say('taxItem')} value={tax.itemName} onChange={(itemName) => onChange({ ...tax, itemName })} />
    </>
  );
}
