import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox, MoneyField, NumberField, SegmentedControl, SelectField } from '../../shared/ui';
import { BandWeek } from './band-week';
import { BandWindowsField } from './band-windows-field';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import { priceBandsQuery } from './pricing.queries';
import { bands, type Band } from './pricing.types';
import type { PlanFormState } from './use-plan-form';

interface FieldsProps {
  readonly form: PlanFormState;
}

/** By the hour and by the day: one price, or one a band; how time is counted. */
export function SessionFields({ form }: FieldsProps) {
  const say = pricingMessages.useSay();
  const { draft, change } = form;
  const [isSame, setSame] = useState(() => new Set(Object.values(draft.hourly)).size <= 1);
  const all = (fen: number | null): Record<Band, number | null> =>
    Object.fromEntries(bands.map((band) => [band, fen])) as Record<Band, number | null>;
  const unify = (same: boolean): void => {
    setSame(same);
    if (same) change({ hourly: all(draft.hourly.weekday) });
  };
  return (
    <PlanSection title={say('session')}>
      <Checkbox isSelected={isSame} onChange={unify} className="lg:col-span-2">
        {say('sameForAll')}
      </Checkbox>
      {isSame ? (
        <MoneyField
          label={say('hourly')}
          value={draft.hourly.weekday}
          onChange={(fen) => change({ hourly: all(fen) })}
        />
      ) : (
        bands.map((band) => (
          <MoneyField
            key={band}
            label={say(band)}
            value={draft.hourly[band]}
            onChange={(fen) => change({ hourly: { ...draft.hourly, [band]: fen } })}
          />
        ))
      )}
      {!isSame && <BandFields form={form} />}
      <MoneyField
        label={say('day')}
        description={say('dayHint')}
        value={draft.dayFen}
        onChange={(dayFen) => change({ dayFen })}
      />
      <TimeFields form={form} />
    </PlanSection>
  );
}

/** The bands of a week: the park's, or these prices' own. */
function BandFields({ form: { draft, change, errorOf } }: FieldsProps) {
  const say = pricingMessages.useSay();
  const { data: park } = useQuery(priceBandsQuery);
  const windows = draft.bandWindows ?? park?.windows ?? [];
  return (
    <>
      <SegmentedControl
        label={say('bandWindows')}
        options={[
          { id: 'park', label: say('bandsPark') },
          { id: 'own', label: say('bandsOwn') },
        ]}
        value={draft.bandWindows === null ? 'park' : 'own'}
        onChange={(id) => change({ bandWindows: id === 'own' ? windows : null })}
        className="lg:col-span-2"
      />
      <BandWeek windows={windows} hourly={draft.hourly} />
      {draft.bandWindows !== null && (
        <BandWindowsField
          windows={draft.bandWindows}
          onChange={(bandWindows) => change({ bandWindows })}
          error={errorOf('bandWindows')}
        />
      )}
    </>
  );
}

/** How much of the time is paid, and what it costs at least. */
function TimeFields({ form: { draft, change, errorOf } }: FieldsProps) {
  const say = pricingMessages.useSay();
  return (
    <>
      <MoneyField
        label={say('minimumCharge')}
        value={draft.minimumChargeFen}
        onChange={(minimumChargeFen) => change({ minimumChargeFen })}
        error={errorOf('minimumChargeFen')}
      />
      <NumberField
        label={say('increment')}
        min={1}
        max={240}
        unit={say('minutes')}
        value={draft.incrementMinutes}
        onChange={(incrementMinutes) => change({ incrementMinutes })}
      />
      <SelectField
        label={say('billBasis')}
        options={(['longer', 'booked', 'used'] as const).map((id) => ({ id, label: say(id) }))}
        value={draft.billBasis}
        onChange={(billBasis) => billBasis && change({ billBasis })}
      />
    </>
  );
}
