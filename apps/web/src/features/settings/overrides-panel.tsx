import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { type Chosen, InstrumentField } from '../../shared/instrument-field';
import { LoadFailed } from '../../shared/load-failed';
import { Card, ComboBoxField, Skeleton } from '../../shared/ui';
import { RulesEditor } from './rules-editor';
import { settingsMessages } from './settings.messages';
import { type Overrides, overridesQuery } from './settings.queries';

/** 'category-3' or 'instrument-5', as it stands in the address. */
export type Subject = { readonly kind: 'category' | 'instrument'; readonly id: number };

export function subjectOf(text: string | undefined): Subject | null {
  const [, kind, id] = /^(category|instrument)-(\d{1,15})$/.exec(text ?? '') ?? [];
  return kind === 'category' || kind === 'instrument' ? { kind, id: Number(id) } : null;
}
const textOf = ({ kind, id }: Subject): string => `${kind}-${id}`;
const pathOf = ({ kind, id }: Subject): string => `/${kind === 'category' ? 'categories' : 'instruments'}/${id}/rules`;

export interface OverridesPanelProps {
  readonly subject: Subject | null;
  readonly onSubject: (subject: string) => void;
}

/** The rules of one category or instrument, and which of them have any. */
export function OverridesPanel({ subject, onSubject }: OverridesPanelProps) {
  const say = settingsMessages.useSay();
  const name = useName();
  const { data, error, refetch, isRefetching } = useQuery(overridesQuery);
  // One that has no rules of its own yet is in no list; the field keeps what was chosen.
  const [picked, setPicked] = useState<Chosen | null>(null);
  if (error && !data)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  if (!data) return <Skeleton lines={8} lineHeight={40} />;
  const kept = subject?.kind === 'instrument' && picked?.id === subject.id ? picked : null;
  const choose = (next: Subject): void => onSubject(textOf(next));
  return (
    <div className="grid grid-cols-1 gap-4 pt-3">
      <Card title={say('chooseTitle')}>
        <p className="mt-0 mb-3 text-mut">{say('chooseHint')}</p>
        <div className="grid gap-3 lg:grid-cols-2">
          <CategoryChoice overrides={data} subject={subject} onChoose={choose} />
          <InstrumentField
            value={kept ?? chosenOf(data, subject, name)}
            onChange={(chosen) => {
              setPicked(chosen);
              if (chosen) choose({ kind: 'instrument', id: chosen.id });
            }}
          />
        </div>
        <OwnOnes overrides={data} subject={subject} onChoose={choose} />
      </Card>
      {subject && <RulesEditor key={textOf(subject)} path={pathOf(subject)} />}
    </div>
  );
}

function chosenOf(
  { instruments }: Overrides,
  subject: Subject | null,
  name: ReturnType<typeof useName>,
): Chosen | null {
  if (subject?.kind !== 'instrument') return null;
  const found = instruments.find(({ id }) => id === subject.id);
  return found ? { id: found.id, label: `${name(found.nameZh, found.nameEn)} ${found.assetNo}` } : null;
}

interface ChoiceProps {
  readonly overrides: Overrides;
  readonly subject: Subject | null;
  readonly onChoose: (subject: Subject) => void;
}

function CategoryChoice({ overrides: { categories }, subject, onChoose }: ChoiceProps) {
  const say = settingsMessages.useSay();
  const name = useName();
  const byId = new Map(categories.map((one) => [one.id, one]));
  const pathName = (id: number | null, depth = 0): string => {
    const one = id === null || depth > 20 ? undefined : byId.get(id);
    if (!one) return '';
    const above = pathName(one.parentId, depth + 1);
    return above ? `${above} / ${name(one.nameZh, one.nameEn)}` : name(one.nameZh, one.nameEn);
  };
  const options = categories
    .map(({ id }) => ({ id: String(id), label: pathName(id) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN'));
  return (
    <ComboBoxField
      label={say('category')}
      placeholder={say('chooseCategory')}
      options={options}
      value={subject?.kind === 'category' ? String(subject.id) : null}
      onChange={(id) => id && onChoose({ kind: 'category', id: Number(id) })}
    />
  );
}

/** Shortcuts to those that differ from what is above them. */
function OwnOnes({ overrides: { categories, instruments }, subject, onChoose }: ChoiceProps) {
  const say = settingsMessages.useSay();
  const name = useName();
  const own = [
    ...categories.filter(({ set }) => set > 0).map((one) => ({ ...one, kind: 'category' as const, assetNo: '' })),
    ...instruments.map((one) => ({ ...one, kind: 'instrument' as const })),
  ];
  if (own.length === 0) return <p className="mt-3 mb-0 text-mut">{say('noOwnOnes')}</p>;
  return (
    <div className="mt-3">
      <h3 className="m-0 mb-1.5 text-sm font-medium text-mut">{say('ownOnes')}</h3>
      <ul className="m-0 flex max-h-44 list-none flex-wrap gap-1.5 overflow-y-auto p-0">
        {own.map((one) => (
          <li key={textOf(one)}>
            <button
              type="button"
              aria-pressed={subject?.kind === one.kind && subject.id === one.id}
              onClick={() => onChoose(one)}
              className="min-h-8 rounded-md border border-line bg-surface px-2.5 text-left text-sm hover:bg-sunken aria-pressed:border-brand aria-pressed:bg-brand-soft max-lg:min-h-11"
            >
              {one.assetNo && <span className="num mr-1.5 text-mut">{one.assetNo}</span>}
              {name(one.nameZh, one.nameEn)}
              <span className="ml-1.5 text-mut">{say('setCount', { count: one.set })}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
