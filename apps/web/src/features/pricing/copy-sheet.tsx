import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { InstrumentField } from '../../shared/instrument-field';
import { Button, DateField, SelectField } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { BatchSheet } from './batch-sheet';
import { monthStartAfter } from './plan-draft';
import { categoriesQuery, type PlanCopy, previewCopy, useCopy } from './pricing.queries';
import type { RatePlan, Subject } from './pricing.types';
import { useBatch } from './use-batch';

interface Target extends Subject {
  readonly label: string;
}

/** The prices of a plan for other instruments and categories, from a day on. */
export function CopySheet({ plan, onClose }: { plan: RatePlan; onClose: () => void }) {
  const say = batchMessages.useSay();
  const [targets, setTargets] = useState<readonly Target[]>([]);
  const [validFrom, setValidFrom] = useState<string | null>(monthStartAfter(parkToday()));
  const [isTried, setTried] = useState(false);
  const copy = useCopy(plan.id);
  const batch = useBatch<PlanCopy>((input) => previewCopy(plan.id, input), {
    ...copy,
    mutateAsync: ({ input, token }) => copy.mutateAsync({ copy: input, token }),
  });
  const look = (): void => {
    setTried(true);
    if (targets.length === 0 || validFrom === null) return;
    batch.look({ to: targets.map(({ of, id }) => ({ of, id })), validFrom });
  };
  const add = (target: Target): void => {
    if (!targets.some(({ of, id }) => of === target.of && id === target.id)) setTargets([...targets, target]);
  };
  return (
    <BatchSheet
      title={say('copyTitle', { date: plan.validFrom })}
      confirmLabel={say('confirmCopy')}
      validFrom={validFrom ?? ''}
      batch={batch}
      onLook={look}
      onClose={onClose}
    >
      <Targets
        targets={targets}
        onAdd={add}
        onRemove={(one) => setTargets(targets.filter((target) => target !== one))}
      />
      {isTried && targets.length === 0 && (
        <p role="alert" className="text-xs text-bad">
          {say('needTarget')}
        </p>
      )}
      <DateField
        label={say('validFrom')}
        min={parkToday()}
        value={validFrom}
        onChange={setValidFrom}
        error={isTried && validFrom === null ? say('needDay') : undefined}
        className="max-w-96"
      />
    </BatchSheet>
  );
}

interface TargetsProps {
  readonly targets: readonly Target[];
  readonly onAdd: (target: Target) => void;
  readonly onRemove: (target: Target) => void;
}

function Targets({ targets, onAdd, onRemove }: TargetsProps) {
  const say = batchMessages.useSay();
  const name = useName();
  const { data: categories = [] } = useQuery(categoriesQuery);
  const options = categories.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }));
  const addCategory = (id: string | null): void => {
    const chosen = options.find((one) => one.id === id);
    if (chosen) onAdd({ of: 'category', id: Number(chosen.id), label: chosen.label });
  };
  return (
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
      <InstrumentField
        value={null}
        onChange={(chosen) => chosen && onAdd({ of: 'instrument', id: chosen.id, label: chosen.label })}
      />
      <SelectField label={say('addCategory')} options={options} value={null} onChange={addCategory} />
      {targets.length > 0 && (
        <ul aria-label={say('copyTo')} className="flex flex-wrap gap-2 lg:col-span-2">
          {targets.map((target) => (
            <li key={`${target.of}${target.id}`}>
              <Button
                size="sm"
                icon="x"
                onPress={() => onRemove(target)}
                aria-label={say('removeTarget', { name: target.label })}
              >
                {target.label}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
