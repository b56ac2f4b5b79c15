import { useQuery } from '@tanstack/react-query';
import { parkDateTime } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { UploadCard } from '../../../shared/sheet/upload-card';
import { Card, StatusBadge, TextLink } from '../../../shared/ui';
import { statementsQuery, useUploadStatement, type StatementHead } from './bank.queries';
import { statementMessages } from './statement.messages';

/** Takes a statement; it is read at once and shown before anything counts. */
export function StatementUpload({ onUploaded }: { onUploaded: (id: number) => void }) {
  const say = statementMessages.useSay();
  return (
    <UploadCard
      label={say('file')}
      description={say('fileHint')}
      buttonLabel={say('chooseFile')}
      uploadingLabel={say('uploading')}
      accept={['.csv', '.xlsx', '.txt', '.tsv']}
      upload={useUploadStatement()}
      onUploaded={onUploaded}
    />
  );
}

/** What was imported lately, with what became of its lines. */
export function RecentStatements() {
  const say = statementMessages.useSay();
  const { data, error, refetch } = useQuery(statementsQuery);
  if (error && !data) return <LoadFailed title={say('recentFailed')} error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <Card title={say('recent')} flush>
      <ul>
        {data.map((one) => (
          <Recent key={one.id} one={one} />
        ))}
      </ul>
    </Card>
  );
}

function Recent({ one }: { one: StatementHead }) {
  const say = statementMessages.useSay();
  const { from, to } = one.summary;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2 hover:bg-sunken">
      <TextLink
        href={`/payments/bank/import?id=${one.id}`}
        className="min-w-0 flex-1 basis-48 truncate after:absolute after:inset-0"
      >
        {one.fileName}
      </TextLink>
      {from && <span className="num text-sm text-mut">{from === to ? from : `${from} – ${to ?? ''}`}</span>}
      <span className="num text-sm text-mut">
        {one.status === 'imported' ? say('progress', one.lines) : say('rows', { count: one.totalRows })}
      </span>
      <span className="num text-sm text-mut">
        {say('by', { name: one.createdBy, at: parkDateTime(one.createdAt) })}
      </span>
      <StatusBadge status={one.status === 'imported' ? 'completed' : 'requested'}>{say(one.status)}</StatusBadge>
    </li>
  );
}
