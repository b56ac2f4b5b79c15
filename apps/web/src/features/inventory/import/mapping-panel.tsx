import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../../shared/api/client';
import { listOf } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, Card, FilterSelect } from '../../../shared/ui';
import { columnLetters } from '../../../shared/sheet/column-letters';
import { importMessages } from './import.messages';
import { importsKey, useMapColumns } from './import.queries';
import type { Import, ImportRow } from './import.types';

export interface MappingPanelProps {
  readonly of: Import;
  /** The mapping stands as it is. */
  readonly onKeep: () => void;
  /** Another mapping was sent; the rows are read again. */
  readonly onMapped: () => void;
}

/** Which column holds what: guessed, changed here, remembered. */
export function MappingPanel({ of, onKeep, onMapped }: MappingPanelProps) {
  const say = importMessages.useSay();
  const name = useName();
  const [mapping, setMapping] = useState(of.mapping);
  const map = useMapColumns(of.id);
  const label = (key: string): string => {
    const field = of.fields.find((one) => one.key === key);
    return field ? name(field.labelZh, field.labelEn) : key;
  };
  const missing = of.fields.filter((field) => field.required && !mapping.includes(field.key));
  const isChanged = mapping.some((key, column) => key !== of.mapping[column]);
  const choose = (column: number, key: string | null): void =>
    // A field is one column: the one that had it loses it.
    setMapping(mapping.map((old, at) => (at === column ? key : old === key ? null : old)));
  const send = async (): Promise<void> => {
    await map.mutateAsync(mapping);
    onMapped();
  };
  return (
    <Card title={say('mapTitle')} className="mb-3">
      <p className="mb-3 text-mut">{say('mapHint')}</p>
      {missing.length > 0 && (
        <Callout tone="warn" role="status" className="mb-3">
          {say('missing', { fields: listOf(missing.map((field) => label(field.key))) })}
        </Callout>
      )}
      <Columns of={of} mapping={mapping} label={label} onChoose={choose} />
      {map.error && (
        <Callout tone="bad" role="alert" className="mt-3">
          {map.error.message}
        </Callout>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          variant="primary"
          isDisabled={missing.length > 0}
          isPending={map.isPending}
          onPress={() => (isChanged ? void send().catch(() => undefined) : onKeep())}
        >
          {say(isChanged ? 'applyMap' : 'keepMap')}
        </Button>
      </div>
    </Card>
  );
}

interface ColumnsProps {
  readonly of: Import;
  readonly mapping: readonly (string | null)[];
  readonly label: (key: string) => string;
  readonly onChoose: (column: number, key: string | null) => void;
}

function Columns({ of, mapping, label, onChoose }: ColumnsProps) {
  const say = importMessages.useSay();
  const examples = useExamples(of.id);
  const options = of.fields.map((field) => ({ id: field.key, label: label(field.key) + (field.required ? ' *' : '') }));
  return (
    <ul className="grid grid-cols-1 gap-x-4 gap-y-2 lg:grid-cols-2">
      {of.headers.map((header, column) => (
        <li
          key={columnLetters(column)}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line pb-2"
        >
          <span className="num w-7 shrink-0 text-mut">{columnLetters(column)}</span>
          <span className="min-w-0 flex-1 basis-40">
            <span className="block truncate font-medium">{header || '–'}</span>
            <span className="block truncate text-xs text-mut">{examples[column] ?? ' '}</span>
          </span>
          <FilterSelect
            label={say('field')}
            options={options}
            value={mapping[column] ?? null}
            emptyLabel={say('ignore')}
            onChange={(key) => onChoose(column, key)}
            className="w-64 max-lg:w-full"
          />
        </li>
      ))}
    </ul>
  );
}

/** What the first rows hold, by column. */
function useExamples(id: number): (string | undefined)[] {
  const { data } = useQuery({
    queryKey: [...importsKey, id, 'examples'],
    queryFn: ({ signal }) => get<{ items: ImportRow[] }>(`/imports/${id}/rows`, { limit: 5 }, signal),
  });
  const rows = data?.items ?? [];
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, column) => {
    const values = rows
      .map((row) => row.cells[column])
      .filter((cell) => cell !== null && cell !== undefined && cell !== '');
    return values.length > 0 ? [...new Set(values.map(String))].slice(0, 3).join('，') : undefined;
  });
}
