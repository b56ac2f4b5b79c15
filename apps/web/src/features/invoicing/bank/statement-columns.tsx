import { useState } from 'react';
import { listOf } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { Button, Callout, Card, FilterSelect } from '../../../shared/ui';
import { useMapStatement, type Statement } from './bank.queries';
import { columnLetters } from '../../../shared/sheet/column-letters';
import { statementMessages } from './statement.messages';

/** Which column holds what: guessed, corrected here, remembered for the bank's layout. */
export function StatementColumns({ of, onClose }: { of: Statement; onClose: () => void }) {
  const say = statementMessages.useSay();
  const lang = useLanguage();
  const [mapping, setMapping] = useState(of.mapping);
  const map = useMapStatement(of.id);
  const label = (key: string): string => of.fields.find((field) => field.key === key)?.label[lang] ?? key;
  const isChanged = mapping.some((key, column) => key !== of.mapping[column]);
  const hasAmount = ['amount', 'credit', 'debit'].some((key) => mapping.includes(key));
  const missing = [...(mapping.includes('bookedOn') ? [] : ['bookedOn']), ...(hasAmount ? [] : ['amount'])];
  const choose = (column: number, key: string | null): void =>
    // A field is one column, the text may be several: the one that had it loses it.
    setMapping(mapping.map((old, at) => (at === column ? key : old === key && key !== 'text' ? null : old)));
  const send = async (): Promise<void> => {
    if (isChanged) await map.mutateAsync(mapping);
    onClose();
  };
  return (
    <Card title={say('columns')} className="mb-3">
      <p className="mb-3 text-mut">{say('columnsHint')}</p>
      {missing.length > 0 && (
        <Callout tone="warn" role="status" className="mb-3">
          {say('missing', { fields: listOf(missing.map(label)) })}
        </Callout>
      )}
      <ul className="grid grid-cols-1 gap-x-6 gap-y-2 lg:grid-cols-2">
        {of.headers.map((header, column) => (
          <li
            key={columnLetters(column)}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line pb-2"
          >
            <span className="num w-7 shrink-0 text-mut">{columnLetters(column)}</span>
            <span className="min-w-0 flex-1 basis-32 truncate font-medium">{header || '–'}</span>
            <FilterSelect
              label={`${say('field')} ${columnLetters(column)}`}
              options={of.fields.map((field) => ({ id: field.key, label: field.label[lang] }))}
              value={mapping[column] ?? null}
              emptyLabel={say('leftOut')}
              onChange={(key) => choose(column, key)}
              className="w-56 max-lg:w-full"
            />
          </li>
        ))}
      </ul>
      {map.error && (
        <Callout tone="bad" role="alert" className="mt-3">
          {map.error.message}
        </Callout>
      )}
      <Button
        variant="primary"
        className="mt-3"
        isDisabled={missing.length > 0}
        isPending={map.isPending}
        onPress={() => void send().catch(() => undefined)}
      >
        {say(isChanged ? 'applyColumns' : 'keepColumns')}
      </Button>
    </Card>
  );
}
