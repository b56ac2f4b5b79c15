import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../../shared/i18n/language';
import { ProblemError } from '../../../shared/api/problem';
import { LoadFailed } from '../../../shared/load-failed';
import { Callout, Card, EmptyState, LinkButton, ProgressBar, Skeleton, Stepper, type Step } from '../../../shared/ui';
import { importMessages } from './import.messages';
import { importQuery, useForgetInventory } from './import.queries';
import type { Import } from './import.types';
import { MappingPanel } from './mapping-panel';
import { PreviewPanel } from './preview-panel';

export interface ImportViewProps {
  readonly id: number | null;
  /** `map` shows the columns although a preview is there. */
  readonly step: string | undefined;
  readonly onStep: (step: 'map' | '') => void;
}

/** Where an import stands, from reading to done. */
export function ImportView({ id, step, onStep }: ImportViewProps) {
  const say = importMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery({ ...importQuery(id ?? 0), enabled: id !== null });
  if (error && !data) {
    if (error instanceof ProblemError && error.status === 404) {
      return (
        <EmptyState
          icon="upload"
          title={say('unknown')}
          detail={say('unknownDetail')}
          action={{ label: say('another'), href: '/inventory/import' }}
        />
      );
    }
    return (
      <LoadFailed title={say('failedImport')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
    );
  }
  if (!data) return <Skeleton lines={6} lineHeight={36} />;
  return <Stage key={data.id} of={data} step={step} onStep={onStep} />;
}

type StageProps = Omit<ImportViewProps, 'id'> & { of: Import };

function Stage({ of, step, onStep }: StageProps) {
  const forget = useForgetInventory();
  switch (of.status) {
    case 'uploaded':
    case 'parsing':
      return <Reading of={of} />;
    case 'importing':
      return <Taking of={of} />;
    case 'imported':
      return <Done of={of} />;
    case 'failed':
      return <Failed of={of} />;
    case 'preview':
      return step === 'map' || of.summary.missing?.length ? (
        <MappingPanel key={of.mapping.join()} of={of} onKeep={() => onStep('')} onMapped={() => onStep('')} />
      ) : (
        <PreviewPanel of={of} onMap={() => onStep('map')} onConfirmed={forget} />
      );
  }
}

function Reading({ of }: { of: Import }) {
  const say = importMessages.useSay();
  return (
    <Card>
      <ProgressBar label={say('reading', { file: of.fileName })} />
      <p role="status" className="num mt-2 text-sm text-mut">
        {say('readRows', { done: of.doneRows })}
      </p>
    </Card>
  );
}

function Taking({ of }: { of: Import }) {
  const say = importMessages.useSay();
  return (
    <Card>
      <ProgressBar
        label={say('taking', { file: of.fileName })}
        value={of.doneRows}
        max={Math.max(of.totalRows, 1)}
        valueLabel={say('takenRows', { done: of.doneRows, total: of.totalRows })}
      />
      <p className="mt-2 text-sm text-mut">{say('takingHint')}</p>
    </Card>
  );
}

function Done({ of }: { of: Import }) {
  const say = importMessages.useSay();
  const { new: added = 0, changed = 0, same = 0 } = of.summary;
  return (
    <Callout
      tone="ok"
      role="status"
      title={say('done')}
      actions={
        <>
          <LinkButton variant="primary" href="/inventory">
            {say('toInventory')}
          </LinkButton>
          <LinkButton icon="qr" href="/inventory/labels">
            {say('toLabels')}
          </LinkButton>
        </>
      }
    >
      <p className="num">{say('doneText', { new: added, changed, same })}</p>
    </Callout>
  );
}

function Failed({ of }: { of: Import }) {
  const say = importMessages.useSay();
  const lang = useLanguage();
  return (
    <Callout
      tone="bad"
      role="alert"
      title={`${say('failed')}：${of.fileName}`}
      actions={<LinkButton href="/inventory/import">{say('another')}</LinkButton>}
    >
      <p>{of.error?.message[lang]}</p>
    </Callout>
  );
}

type State = Step['state'];

function statesOf(of: Import | undefined, isMapping: boolean): readonly [State, State, State, State] {
  if (!of) return ['current', 'todo', 'todo', 'todo'];
  if (of.status === 'failed') return ['blocked', 'todo', 'todo', 'todo'];
  if (of.status === 'uploaded' || of.status === 'parsing') return ['done', 'current', 'todo', 'todo'];
  if (of.status === 'importing') return ['done', 'done', 'done', 'current'];
  if (of.status === 'imported') return ['done', 'done', 'done', 'done'];
  if (isMapping || of.summary.missing?.length) return ['done', 'current', 'todo', 'todo'];
  return ['done', 'done', of.summary.invalid ? 'blocked' : 'current', 'todo'];
}

/** Upload, columns, preview, import. */
export function ImportSteps({ id, isMapping }: { id: number | null; isMapping: boolean }) {
  const say = importMessages.useSay();
  const { data } = useQuery({ ...importQuery(id ?? 0), enabled: id !== null });
  const [upload, map, preview, take] = statesOf(id === null ? undefined : data, isMapping);
  const where = data?.sheetName ? say('sheet', { sheet: data.sheetName, row: data.headerRow ?? 1 }) : null;
  const steps: Step[] = [
    { id: 'upload', label: say('stepUpload'), state: upload, detail: id === null ? null : data?.fileName },
    { id: 'map', label: say('stepMap'), state: map, detail: id === null ? null : where },
    { id: 'preview', label: say('stepPreview'), state: preview },
    { id: 'import', label: say('stepImport'), state: take },
  ];
  return (
    <div className="mb-3 rounded-md border border-line bg-surface px-4 py-3">
      <Stepper
        label={say('steps')}
        steps={steps}
        className="max-lg:grid max-lg:grid-cols-2 lg:justify-between lg:pr-24"
      />
    </div>
  );
}
