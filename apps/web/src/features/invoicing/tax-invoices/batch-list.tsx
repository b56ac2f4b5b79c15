import { useQuery } from '@tanstack/react-query';
import { parkDateTime } from '../../../shared/format/format';
import { Card, LinkButton, Money } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { batchesQuery, batchFileHref } from './tax.queries';

/** Files that were exported: when, by whom, how much of it came back with a number; each can be fetched again. */
export function BatchList() {
  const say = taxMessages.useSay();
  const { data } = useQuery(batchesQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={say('batches')}>
      <ul>
        {data.items.map((batch) => (
          <li key={batch.id} className="grid gap-1 border-b border-line py-2 last:border-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="num">
                {say('batchLine', { id: batch.id, at: parkDateTime(batch.exportedAt), by: batch.exportedBy })}
              </span>
              <Money fen={batch.grossFen} align="inline" />
            </div>
            <span className="text-sm text-mut">
              {say('batchCount', { invoices: batch.invoices, details: batch.details, issued: batch.issued })}
              {batch.released > 0 && ` · ${say('released', { count: batch.released })}`}
              {' · '}
              {batch.version === null ? say('batchWithout') : say('batchVersion', { version: batch.version })}
            </span>
            <span className="flex flex-wrap gap-2">
              {batch.files.map((file) => (
                <LinkButton
                  key={file.fileNo}
                  size="sm"
                  icon="download"
                  target="_blank"
                  href={batchFileHref(batch.id, file.fileNo)}
                >
                  {batch.files.length > 1 ? say('fileOf', { no: file.fileNo }) : say('file')}
                </LinkButton>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
