import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { parkDateTime } from '../../shared/format/format';
import { Badge, Button, Callout, Card, toast } from '../../shared/ui';
import { deliveryMessages } from './delivery.messages';
import { invoicingKey, type Invoice } from './invoicing.queries';

type Delivery = components['schemas']['InvoiceDelivery'];

const deliveriesQuery = (id: number) =>
  queryOptions({
    queryKey: [...invoicingKey, 'deliveries', id],
    queryFn: ({ signal }) => get<{ items: Delivery[] }>(`/invoices/${id}/deliveries`, {}, signal),
    select: (page) => page.items,
    refetchInterval: (query) => (query.state.data?.items.some((one) => one.state === 'queued') ? 5_000 : false),
  });

const looks = {
  queued: { tone: 'warn', icon: 'clock' },
  sent: { tone: 'ok', icon: 'check' },
  failed: { tone: 'bad', icon: 'x-circle' },
} as const;

/** Where an issued invoice went by mail, and once more what did not arrive; finance only. */
export function InvoiceDelivery({ invoice, canSend }: { invoice: Pick<Invoice, 'id' | 'number'>; canSend: boolean }) {
  const { id, number } = invoice;
  const say = deliveryMessages.useSay();
  const queries = useQueryClient();
  const { data: mails } = useQuery({ ...deliveriesQuery(id), enabled: canSend && number !== null });
  const retry = useMutation({
    mutationFn: () => post<{ mails: number }>(`/invoices/${id}/deliveries/retry`),
    onSuccess: () => toast({ title: say('again') }),
    onSettled: () => queries.invalidateQueries({ queryKey: invoicingKey }),
  });
  if (!mails) return null;
  const canRetry = mails.some((mail) => mail.state === 'failed' || (mail.state === 'queued' && mail.error !== null));
  return (
    <Card title={say('title')} className="mt-3">
      {mails.length === 0 && <p className="text-mut">{say('none')}</p>}
      <ul className="grid gap-2">
        {mails.map((mail) => (
          <Mail key={mail.to} mail={mail} />
        ))}
      </ul>
      {canRetry && (
        <Button size="sm" icon="refresh" className="mt-2" isPending={retry.isPending} onPress={() => retry.mutate()}>
          {say('retry')}
        </Button>
      )}
      {retry.error && (
        <Callout tone="bad" role="alert" className="mt-2">
          {retry.error.message}
        </Callout>
      )}
    </Card>
  );
}

function Mail({ mail }: { mail: Delivery }) {
  const say = deliveryMessages.useSay();
  return (
    <li>
      <p className="flex flex-wrap items-center justify-between gap-x-2">
        <span className="min-w-0 break-all">{mail.to}</span>
        <Badge {...looks[mail.state]}>{say(mail.state)}</Badge>
      </p>
      <p className="num text-sm text-mut">
        {say(mail.language)}
        {mail.sentAt && ` · ${parkDateTime(mail.sentAt)}`}
        {mail.nextTryAt && ` · ${say('next', { at: parkDateTime(mail.nextTryAt) })}`}
      </p>
      {mail.error && (
        <p lang="en" className="text-sm break-words text-bad">
          {mail.error}
        </p>
      )}
    </li>
  );
}
