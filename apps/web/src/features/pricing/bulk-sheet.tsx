import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Checkbox, DateField, NumberField, SegmentedControl, SelectField } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { BatchSheet } from './batch-sheet';
import { monthStartAfter } from './plan-draft';
import { type BulkChange, categoriesQuery, previewBulk, useBulk } from './pricing.queries';
import { useBatch } from './use-batch';

const prices = ['monthly', 'hourly', 'day', 'run', 'sample', 'minimum', 'deposit'] as const;
const roundings = [1, 10, 100, 1000, 10_000] as const;

interface Draft {
  readonly of: 'instrument' | 'category';
  readonly categoryId: string | null;
  readonly source: 'own' | 'inherited';
  readonly prices: readonly (typeof prices)[number][];
  readonly isUp: boolean;
  readonly percent: number | null;
  readonly roundToFen: (typeof roundings)[number];
  readonly validFrom: string | null;
}

function changeOf(draft: Draft): BulkChange | null {
  const { of, categoryId, source, percent, validFrom } = draft;
  if (percent === null || percent === 0 || validFrom === null || draft.prices.length === 0) return null;
  const bps = Math.round(percent * 100) * (draft.isUp ? 1 : -1);
  return {
    of,
    source: of === 'category' ? 'own' : source,
    prices: [...draft.prices],
    bps,
    roundToFen: draft.roundToFen,
    validFrom,
    ...(categoryId ? { categoryId: Number(categoryId) } : {}),
  };
}

/** Prices by a percentage: what and by how much, then old beside new, then all at once. */
export function BulkSheet({ categoryId, onClose }: { categoryId: string | null; onClose: () => void }) {
  const say = batchMessages.useSay();
  const [draft, setDraft] = useState<Draft>({
    of: 'instrument',
    categoryId,
    source: 'own',
    prices: ['monthly', 'hourly'],
    isUp: true,
    percent: null,
    roundToFen: 1000,
    validFrom: monthStartAfter(parkToday()),
  });
  const [isTried, setTried] = useState(false);
  const bulk = useBulk();
  const batch = useBatch<BulkChange>(previewBulk, {
    ...bulk,
    mutateAsync: ({ input, token }) => bulk.mutateAsync({ change: input, token }),
  });
  const look = (): void => {
    setTried(true);
    const change = changeOf(draft);
    if (change) batch.look(change);
  };
  return (
    <BatchSheet
      title={say('bulk')}
      confirmLabel={say('confirm')}
      validFrom={draft.validFrom ?? ''}
      batch={batch}
      onLook={look}
      onClose={onClose}
    >
      <BulkFields draft={draft} isTried={isTried} onChange={(part) => setDraft({ ...draft, ...part })} />
    </BatchSheet>
  );
}

interface BulkFieldsProps {
  readonly draft: Draft;
  readonly isTried: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

function BulkFields({ draft, isTried, onChange }: BulkFieldsProps) {
  const say = batchMessages.useSay();
  return (
    <>
      <p className="text-mut">{say('bulkDetail')}</p>
      <Whose draft={draft} onChange={onChange} />
      <fieldset className="m-0 border-0 p-0">
        <legend className="p-0 text-sm text-mut">{say('which')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {prices.map((price) => (
            <Checkbox
              key={price}
              isSelected={draft.prices.includes(price)}
              onChange={(on) =>
                onChange({ prices: prices.filter((one) => (one === price ? on : draft.prices.includes(one))) })
              }
            >
              {say(`price_${price}`)}
            </Checkbox>
          ))}
        </div>
        {isTried && draft.prices.length === 0 && (
          <p role="alert" className="text-xs text-bad">
            {say('needPrices')}
          </p>
        )}
      </fieldset>
      <HowMuch draft={draft} isTried={isTried} onChange={onChange} />
    </>
  );
}

function Whose({ draft, onChange }: Omit<BulkFieldsProps, 'isTried'>) {
  const say = batchMessages.useSay();
  const name = useName();
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
      <SegmentedControl
        label={say('whose')}
        options={[
          { id: 'instrument', label: say('instruments') },
          { id: 'category', label: say('categories') },
        ]}
        value={draft.of}
        onChange={(id) => onChange({ of: id === 'category' ? id : 'instrument' })}
        className="lg:col-span-2"
      />
      <SelectField
        label={say('category')}
        options={categories.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
        value={draft.categoryId}
        emptyLabel={say('allCategories')}
        onChange={(categoryId) => onChange({ categoryId })}
      />
      {draft.of === 'instrument' && (
        <SelectField
          label={say('source')}
          options={(['own', 'inherited'] as const).map((id) => ({ id, label: say(id) }))}
          value={draft.source}
          onChange={(source) => source && onChange({ source })}
        />
      )}
    </div>
  );
}

function HowMuch({ draft, isTried, onChange }: BulkFieldsProps) {
  const say = batchMessages.useSay();
  return (
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
      <SegmentedControl
        label={say('direction')}
        options={[
          { id: 'up', label: say('up') },
          { id: 'down', label: say('down') },
        ]}
        value={draft.isUp ? 'up' : 'down'}
        onChange={(id) => onChange({ isUp: id === 'up' })}
        className="lg:col-span-2"
      />
      <NumberField
        label={say('percent')}
        min={0}
        max={draft.isUp ? 1000 : 99}
        decimals={2}
        unit={say('percentUnit')}
        value={draft.percent}
        onChange={(percent) => onChange({ percent })}
        error={isTried && !draft.percent ? say('needPercent') : undefined}
      />
      <SelectField
        label={say('rounding')}
        options={roundings.map((fen) => ({ id: String(fen), label: say(`round_${fen}`) }))}
        value={String(draft.roundToFen)}
        onChange={(id) => onChange({ roundToFen: roundings.find((fen) => String(fen) === id) ?? 100 })}
      />
      <DateField
        label={say('validFrom')}
        min={parkToday()}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ validFrom })}
        error={isTried && draft.validFrom === null ? say('needDay') : undefined}
      />
    </div>
  );
}
