import { useQuery } from '@tanstack/react-query';
import { Card, Money, TextLink } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import { taxStateQuery } from './tax.queries';
import { TaxStateBadge } from './tax-state-badge';

/** The tax invoice of a statement: its number as soon as the bureau has given one, and its red letters. */
export function TaxStateCard({ invoiceId, canIssue }: { invoiceId: number; canIssue: boolean }) {
  const say = taxMessages.useSay();
  const { data } = useQuery(taxStateQuery(invoiceId));
  if (!data) return null;
  return (
    <Card title={say('card')} className="mt-4">
      <div className="grid gap-2">
        <div className="flex items-center justify-between gap-2">
          <span className="text-mut">{say(data.kind === 'special' ? 'kindSpecial' : 'kindOrdinary')}</span>
          <TaxStateBadge state={data.state} />
        </div>
        {data.taxNumber ? (
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-mut">{say('taxNumber')}</dt>
            <dd className="num text-right select-all wrap-anywhere">{data.taxNumber}</dd>
            <dt className="text-mut">{say('issuedOn')}</dt>
            <dd className="num text-right">{data.issuedOn}</dd>
          </dl>
        ) : (
          <p className="text-sm text-mut">{say(data.state === 'exported' ? 'cardExported' : 'cardNone')}</p>
        )}
        {data.reds.map((red) => (
          <dl key={red.number} className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-2">
            <dt className="text-mut">{say('redLetter')}</dt>
            <dd className="num text-right select-all wrap-anywhere">{red.number}</dd>
            <dt className="num text-mut">{red.issuedOn}</dt>
            <dd>
              <Money fen={-red.grossFen} />
            </dd>
          </dl>
        ))}
        {canIssue && (data.state === 'none' || data.state === 'exported') && (
          <TextLink
            href={`/tax-invoices?tab=${data.state === 'none' ? 'open' : 'exported'}`}
            className="text-sm underline!"
          >
            {say('taxPage')}
          </TextLink>
        )}
      </div>
    </Card>
  );
}
