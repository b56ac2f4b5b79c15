import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, Callout, EmptyState, formatFen, LinkButton, Skeleton, toast } from '../../../shared/ui';
import { statementQuery, useImportStatement, type Statement } from './bank.queries';
import { StatementColumns } from './statement-columns';
import { StatementPreview } from './statement-preview';
import { statementMessages } from './statement.messages';

/** A statement before and after it is taken over: its columns, its rows, what importing it would do. */
export function StatementView({ id }: { id: number }) {
  const say = statementMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(statementQuery(id));
  if (error && !data) {
    if (error instanceof ProblemError && error.status === 404)
      return (
        <EmptyState
          icon="upload"
          title={say('unknown')}
          action={{ label: say('another'), href: '/payments/bank/import' }}
        />
      );
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  }
  if (!data) return <Skeleton lines={6} lineHeight={36} />;
  return (
    <>
      <Found of={data} />
      {data.status === 'preview' ? <Before key={data.mapping.join()} of={data} /> : <After of={data} />}
    </>
  );
}

function Found({ of }: { of: Statement }) {
  const say = statementMessages.useSay();
  const { from, to } = of.summary;
  const where = of.sheetName
    ? say('sheet', { sheet: of.sheetName, row: of.headerRow })
    : say('headerAt', { row: of.headerRow });
  const parts = [of.fileName, from && (from === to ? from : `${from} – ${to ?? ''}`), where];
  return <p className="num mb-2.5 min-w-0 break-words text-mut">{parts.filter(Boolean).join(' · ')}</p>;
}

function Before({ of }: { of: Statement }) {
  const isIncomplete = of.summary.missing.length > 0;
  const [isMapping, setMapping] = useState(isIncomplete);
  return (
    <>
      {isMapping || isIncomplete ? (
        <StatementColumns of={of} onClose={() => setMapping(false)} />
      ) : (
        <Judgement of={of} />
      )}
      {!isIncomplete && <StatementPreview key={of.mapping.join()} of={of} />}
      {!isMapping && !isIncomplete && <ImportBar of={of} onMap={() => setMapping(true)} />}
    </>
  );
}

function Judgement({ of }: { of: Statement }) {
  const say = statementMessages.useSay();
  const { problems, gaps } = of.summary;
  return (
    <>
      {problems > 0 && (
        <Callout tone="bad" role="status" title={say('wrong', { count: problems })} className="mb-3">
          {say('wrongHint')}
        </Callout>
      )}
      {gaps.length > 0 && (
        <Callout tone="warn" role="status" title={say('gaps')} className="mb-3">
          <ul className="num">
            {gaps.slice(0, 5).map((gap) => (
              <li key={gap.rowNo}>{say('gapAt', { row: gap.rowNo, amount: formatFen(gap.missingFen) })}</li>
            ))}
          </ul>
        </Callout>
      )}
    </>
  );
}

function ImportBar({ of, onMap }: { of: Statement; onMap: () => void }) {
  const say = statementMessages.useSay();
  const importing = useImportStatement(of.id);
  const { new: count, known, invalid, inFen, outFen } = of.summary;
  const send = async (): Promise<void> => {
    const done = await importing.mutateAsync(undefined);
    toast({ title: say('done', done), tone: 'ok' });
  };
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-3 border-t border-line bg-surface px-4 py-2.5 max-lg:bottom-[calc(4rem+env(safe-area-inset-bottom))] lg:mx-0 lg:rounded-md lg:border">
      {importing.error && (
        <p role="alert" className="mb-2 text-bad">
          {importing.error.message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="num min-w-0 flex-1 basis-60 text-sm text-mut">
          {say('sums', { count, known, inFen: formatFen(inFen), outFen: formatFen(outFen) })}
        </p>
        <Button onPress={onMap}>{say('changeColumns')}</Button>
        <Button
          variant="primary"
          isDisabled={invalid > 0}
          isPending={importing.isPending}
          onPress={() => void send().catch(() => undefined)}
        >
          {count > 0 ? say('importAll', { count }) : say('nothingNew')}
        </Button>
      </div>
    </div>
  );
}

function After({ of }: { of: Statement }) {
  const say = statementMessages.useSay();
  return (
    <>
      <Callout
        tone="ok"
        role="status"
        title={say('imported')}
        className="mb-3"
        actions={
          <>
            <LinkButton variant="primary" href="/payments/bank">
              {say('toLines')}
            </LinkButton>
            <LinkButton href="/payments/bank/import">{say('another')}</LinkButton>
          </>
        }
      >
        <p className="num">{say('progress', of.lines)}</p>
      </Callout>
      <StatementPreview of={of} />
    </>
  );
}
