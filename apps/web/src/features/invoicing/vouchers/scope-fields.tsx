import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChargeKind } from '../../../shared/charge-kinds';
import { useName } from '../../../shared/i18n/messages';
import { InstrumentField } from '../../../shared/instrument-field';
import { Checkbox, ComboBoxField, IconButton } from '../../../shared/ui';
import { vouchersMessages } from './vouchers.messages';
import { categoriesQuery, supportable, type Scope } from './vouchers.queries';

export interface ScopeFieldsProps {
  readonly value: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** What a voucher or a subsidy is for; nothing chosen does not limit. */
export function ScopeFields({ value, onChange }: ScopeFieldsProps) {
  const say = vouchersMessages.useSay();
  const kindName = useChargeKind();
  const name = useName();
  const { data: categories = [] } = useQuery(categoriesQuery);
  const [instruments, setInstruments] = useState<Readonly<Record<number, string>>>({});
  const nameOf = (id: number): string => {
    const category = categories.find((one) => one.id === id);
    return category ? name(category.nameZh, category.nameEn) : String(id);
  };
  const without = (ids: readonly number[], id: number): number[] => ids.filter((one) => one !== id);
  const toggle = (component: (typeof supportable)[number], isOn: boolean): void => {
    const rest = value.components.filter((one) => one !== component);
    onChange({ ...value, components: isOn ? [...rest, component] : rest });
  };
  const left = categories.filter(({ id }) => !value.categoryIds.includes(id));
  return (
    <fieldset className="grid gap-2 border-t border-line pt-3">
      <legend className="float-left w-full font-semibold">{say('scope')}</legend>
      <div className="clear-both" role="group" aria-label={say('components')}>
        <p className="text-sm text-mut">{say('componentsHint')}</p>
        <div className="flex flex-wrap gap-x-4">
          {supportable.map((id) => (
            <Checkbox key={id} isSelected={value.components.includes(id)} onChange={(isOn) => toggle(id, isOn)}>
              {kindName(id)}
            </Checkbox>
          ))}
        </div>
      </div>
      <ComboBoxField
        label={say('categories')}
        placeholder={value.categoryIds.length > 0 ? say('addCategory') : say('allCategories')}
        options={left.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
        value={null}
        onChange={(id) => id && onChange({ ...value, categoryIds: [...value.categoryIds, Number(id)] })}
      />
      <Chosen
        items={value.categoryIds.map((id) => ({ id, label: nameOf(id) }))}
        onRemove={(id) => onChange({ ...value, categoryIds: without(value.categoryIds, id) })}
      />
      <InstrumentField
        key={value.instrumentIds.length}
        value={null}
        onChange={(instrument) => {
          if (!instrument || value.instrumentIds.includes(instrument.id)) return;
          setInstruments({ ...instruments, [instrument.id]: instrument.label });
          onChange({ ...value, instrumentIds: [...value.instrumentIds, instrument.id] });
        }}
      />
      <Chosen
        items={value.instrumentIds.map((id) => ({ id, label: instruments[id] ?? `#${id}` }))}
        onRemove={(id) => onChange({ ...value, instrumentIds: without(value.instrumentIds, id) })}
      />
    </fieldset>
  );
}

/** What was chosen, each to be taken out again. */
export function Chosen({
  items,
  onRemove,
}: {
  items: readonly { readonly id: number; readonly label: string }[];
  onRemove: (id: number) => void;
}) {
  const say = vouchersMessages.useSay();
  if (items.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {items.map(({ id, label }) => (
        <li key={id} className="inline-flex items-center gap-1 rounded bg-sunken py-0.5 pl-2 text-sm">
          {label}
          <IconButton icon="x" size="sm" label={say('remove', { name: label })} onPress={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  );
}

/** A scope in words; the instruments by their number. */
export function useScopeWords(): (scope: Scope) => string {
  const say = vouchersMessages.useSay();
  const kindName = useChargeKind();
  const name = useName();
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (scope) => {
    const words = [
      ...scope.components.map(kindName),
      ...categories.filter(({ id }) => scope.categoryIds.includes(id)).map((one) => name(one.nameZh, one.nameEn)),
      ...(scope.instrumentIds.length > 0 ? [`${say('instruments')} × ${scope.instrumentIds.length}`] : []),
    ];
    return words.length > 0 ? words.join(' · ') : say('scopeAll');
  };
}
