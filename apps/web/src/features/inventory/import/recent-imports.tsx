import { useQuery } from '@tanstack/react-query';
import { parkDateTime } from '../../../shared/format/format';
import { Card, StatusBadge, TextLink } from '../../../shared/ui';
import { importMessages } from './import.messages';
import { recentImportsQuery } from './import.queries';
import type { ImportStatus } from './import.types';

const looks: Record<ImportStatus, string> = {
  uploaded: 'pending',
  parsing: 'running',
  preview: 'requested',
  importing: 'running',
  imported: 'completed',
  failed: 'failed',
};

/** What was uploaded lately, each a link to where it stands. */
export function RecentImports() {
  const say = importMessages.useSay();
  const { data = [] } = useQuery(recentImportsQuery);
  if (data.length === 0) return null;
  return (
    <Card title={say('recent')} flush>
      <ul>
        {data.map((one) => (
          <li
            key={one.id}
            className="relative flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 hover:bg-sunken"
          >
            <TextLink
              href={`/inventory/import?id=${one.id}`}
              className="min-w-0 flex-1 basis-48 truncate after:absolute after:inset-0"
            >
              {one.fileName}
            </TextLink>
            <span className="num text-sm text-mut">{say('rows', { count: one.totalRows })}</span>
            <span className="num text-sm text-mut">
              {say('by', { name: one.createdBy, at: parkDateTime(one.createdAt) })}
            </span>
            <StatusBadge status={looks[one.status]}>{say(one.status)}</StatusBadge>
          </li>
        ))}
      </ul>
    </Card>
  );
}
