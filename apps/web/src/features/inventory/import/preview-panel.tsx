import { useState } from 'react';
import { listOf } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { LoadFailed } from '../../../shared/load-failed';
import { PageFooter } from '../../../shared/page-footer';
import { Button, Callout, SegmentedControl, Skeleton, useIsDesktop } from '../../../shared/ui';
import { usePages } from '../../../shared/use-pages';
import { importMessages } from './import.messages';
import { importsKey, useConfirmImport } from './import.queries';
import type { Import, ImportRow } from './import.types';
import { PreviewCards } from './preview-cards';
import { PreviewGrid } from './preview-grid';

type View = 'all' | 'problems' | 'new' | 'changed' | 'same' | 'skipped';

export interface PreviewPanelProps {
  readonly of: Import;
  readonly onMap: () => void;
  readonly onConfirmed: () => void;
}

/** The sheet as it was understood: what is wrong by cell, what would change, and the one act that takes it over. */
export function PreviewPanel({ of, onMap, onConfirmed }: PreviewPanelProps) {
  const say = importMessages.useSay();
  const lang = useLanguage();
  const { problems = 0, warnings = 0, newCategories = [] } = of.summary;
  const [view, setView] = useState<View>(problems + warnings > 0 ? 'problems' : 'all');
  return (
    <>
      {of.error && (
        <Callout tone="bad" role="alert" className="mb-3">
          {of.error.message[lang]}
        </Callout>
      )}
      {problems > 0 ? (
        <Callout tone="bad" role="status" title={say('wrong', { count: problems })} className="mb-3">
          {say('wrongHint')}
        </Callout>
      ) : (
        <Callout tone="ok" role="status" title={say('nothingWrong')} className="mb-3">
          {warnings > 0 && <p>{say('warnings', { count: warnings })}</p>}
          {newCategories.length > 0 && <p>{say('newCategories', { names: listOf(newCategories) })}</p>}
        </Callout>
      )}
      <Views of={of} view={view} onChange={setView} />
      <Rows of={of} view={view} />
      <ConfirmBar of={of} onMap={onMap} onConfirmed={onConfirmed} />
    </>
  );
}

function Views({ of, view, onChange }: { of: Import; view: View; onChange: (view: View) => void }) {
  const say = importMessages.useSay();
  const { summary } = of;
  const looks = (summary.invalid ?? 0) + (summary.warnings ?? 0);
  const counts: readonly (readonly [View, number])[] = [
    ['all', of.totalRows],
    ['problems', looks],
    ['new', summary.new ?? 0],
    ['changed', summary.changed ?? 0],
    ['same', summary.same ?? 0],
    ['skipped', summary.skipped ?? 0],
  ];
  const shown = counts.filter(([id, count]) => id === 'all' || count > 0 || id === view);
  return (
    <SegmentedControl
      label={say('verdict')}
      options={shown.map(([id, count]) => ({
        id,
        label: id === 'problems' ? say(summary.problems ? 'problems' : 'remarks') : `${say(id)} ${count}`,
      }))}
      value={view}
      onChange={onChange}
      className="mb-2 max-w-full overflow-x-auto"
    />
  );
}

const queryOf = (view: View): Record<string, string> => {
  if (view === 'all') return {};
  return view === 'problems' ? { problems: 'true' } : { verdict: view };
};

function Rows({ of, view }: { of: Import; view: View }) {
  const say = importMessages.useSay();
  const isDesktop = useIsDesktop();
  const list = usePages<ImportRow>([...importsKey, of.id, 'rows'], `/imports/${of.id}/rows`, {
    ...queryOf(view),
    limit: 50,
  });
  if (list.error) {
    return (
      <LoadFailed title={say('failedRows')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />
    );
  }
  if (list.isPending) return <Skeleton lines={8} lineHeight={36} />;
  if (list.rows.length === 0)
    return <p className="rounded-md border border-line bg-surface p-4 text-mut">{say('noRows')}</p>;
  return (
    <>
      {isDesktop ? <PreviewGrid of={of} rows={list.rows} /> : <PreviewCards of={of} rows={list.rows} />}
      <PageFooter list={list} />
    </>
  );
}

function ConfirmBar({ of, onMap, onConfirmed }: PreviewPanelProps) {
  const say = importMessages.useSay();
  const confirm = useConfirmImport(of.id);
  const { new: added = 0, changed = 0, same = 0, invalid = 0 } = of.summary;
  const send = async (): Promise<void> => {
    await confirm.mutateAsync();
    onConfirmed();
  };
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-3 border-t border-line bg-surface px-4 py-2.5 max-lg:bottom-[calc(4rem+env(safe-area-inset-bottom))] lg:mx-0 lg:rounded-md lg:border">
      {confirm.error && (
        <p role="alert" className="mb-2 text-bad">
          {confirm.error.message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="num min-w-0 flex-1 basis-60 text-sm text-mut">
          {invalid > 0 ? say('cannot') : say('confirmHint', { new: added, changed, same })}
        </p>
        <Button onPress={onMap}>{say('backToMap')}</Button>
        <Button
          variant="primary"
          isDisabled={invalid > 0}
          isPending={confirm.isPending}
          onPress={() => void send().catch(() => undefined)}
        >
          {added + changed > 0 ? say('confirm', { count: added + changed }) : say('confirmSame')}
        </Button>
      </div>
    </div>
  );
}
