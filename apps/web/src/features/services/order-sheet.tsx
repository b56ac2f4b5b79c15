import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQuantity } from '../../shared/count-field';
import { parkDate } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, KeyValueList, Money, Sheet, Skeleton, TextLink } from '../../shared/ui';
import { CompleteForm } from './complete-form';
import { OnWhat } from './order-list';
import { OrderStatus } from './order-status';
import { QuoteForm } from './quote-form';
import { servicesMessages } from './services.messages';
import { type ServiceAction, type ServiceOrder, serviceQuery } from './services.queries';
import { StepQuestion } from './step-question';

const order: readonly ServiceAction[] = ['cancel', 'reject', 'start', 'quote', 'confirm', 'complete'];
const primary: readonly ServiceAction[] = ['quote', 'confirm', 'complete'];

/** One order: what is asked, the quote, the result; and what the reader may do about it. */
export function OrderSheet({ id, onClose }: { id: number; onClose: () => void }) {
  const say = servicesMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(serviceQuery(id));
  const [act, setAct] = useState<ServiceAction | null>(null);
  return (
    <Sheet
      isOpen
      size="lg"
      title={data?.orderNo ?? say('order')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={data && data.allowed.length > 0 ? <ActButtons order={data} onAct={setAct} /> : undefined}
    >
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={8} />}
      {data && <Order order={data} />}
      {data && act && <Act order={data} action={act} onClose={() => setAct(null)} />}
    </Sheet>
  );
}

function Act({ order: o, action, onClose }: { order: ServiceOrder; action: ServiceAction; onClose: () => void }) {
  if (action === 'quote') return <QuoteForm order={o} onClose={onClose} />;
  if (action === 'complete') return <CompleteForm order={o} onClose={onClose} />;
  return <StepQuestion order={o} action={action} onClose={onClose} />;
}

/** The acts that are open, the one that goes on last. */
function ActButtons({ order: o, onAct }: { order: ServiceOrder; onAct: (action: ServiceAction) => void }) {
  const say = servicesMessages.useSay();
  const buttons = o.allowed.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return buttons.map((action) => (
    <Button
      key={action}
      variant={primary.includes(action) && action === buttons.at(-1) ? 'primary' : 'secondary'}
      onPress={() => onAct(action)}
    >
      {say(action === 'quote' && o.status === 'quoted' ? 'quoteAgain' : action)}
    </Button>
  ));
}

function Order({ order: o }: { order: ServiceOrder }) {
  const say = servicesMessages.useSay();
  const name = useName();
  const facts = [
    { label: say('company'), value: name(o.companyZh, o.companyEn) },
    { label: say('on'), value: <OnWhat row={o} /> },
    { label: say('samples'), value: say('samplesOf', { count: o.samples }) },
    { label: say('project'), value: o.project },
    { label: say('wantedBy'), value: o.wantedBy },
    { label: say('promisedOn'), value: o.promisedOn },
  ].filter((fact) => fact.value);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <OrderStatus order={o} />
        <span className="num text-sm text-mut">{say('by', { name: o.memberName, date: parkDate(o.createdAt) })}</span>
      </div>
      {o.endReason && <Callout>{say('whyEnded', { reason: o.endReason })}</Callout>}
      <KeyValueList items={facts} columns={2} />
      <p className="whitespace-pre-wrap">{o.description}</p>
      {o.lines.length > 0 && <QuoteLines order={o} />}
      <Result order={o} />
    </div>
  );
}

function Result({ order: o }: { order: ServiceOrder }) {
  const say = servicesMessages.useSay();
  if (o.status !== 'done') return null;
  return (
    <section>
      <h3 className="mb-1 font-medium">{say('result')}</h3>
      <p className="whitespace-pre-wrap">{o.resultNote}</p>
      <p className="flex flex-wrap gap-x-4">
        {o.resultUrl && (
          <TextLink href={o.resultUrl} target="_blank" rel="noreferrer">
            {say('report')}
          </TextLink>
        )}
        {o.invoices.map((invoice) => (
          <TextLink key={invoice.id} href={`/invoices/${invoice.id}`} className="num">
            {`${say('invoiceOn')} ${invoice.number}`}
          </TextLink>
        ))}
      </p>
    </section>
  );
}

/** The quote line by line; once it is done with what was done of it. */
function QuoteLines({ order: o }: { order: ServiceOrder }) {
  const say = servicesMessages.useSay();
  const quantity = useQuantity();
  const head = 'border-y border-line px-2 py-1.5 text-left text-sm font-normal text-mut lg:whitespace-nowrap';
  const cell = 'num border-b border-line px-2 py-1.5 text-right whitespace-nowrap';
  return (
    <section>
      <h3 className="mb-1 font-medium">{say('quote')}</h3>
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={`${head} w-full`}>
              {say('line')}
            </th>
            {(['count', 'unitPrice', 'amount'] as const).map((key) => (
              <th key={key} scope="col" className={`${head} text-right`}>
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {o.lines.map((line, index) => (
            <tr key={index}>
              <th scope="row" className="border-b border-line px-2 py-1.5 text-left font-normal">
                {line.text}
              </th>
              <td className={cell}>
                {line.doneCount === null || line.doneCount === line.count
                  ? quantity(line.count, line.unit)
                  : say('doneOf', {
                      done: quantity(line.doneCount, line.unit),
                      quoted: quantity(line.count, line.unit),
                    })}
              </td>
              <td className={cell}>
                <Money fen={line.unitFen} />
              </td>
              <td className={cell}>
                <Money fen={line.amountFen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" colSpan={3} className="px-2 py-1.5 text-left">
              {say('sum')}
            </th>
            <td className="px-2 text-right">
              <Money fen={o.billedFen ?? o.quotedFen ?? 0} />
            </td>
          </tr>
        </tfoot>
      </table>
      {o.quoteNote && <p className="mt-1 text-sm whitespace-pre-wrap text-mut">{o.quoteNote}</p>}
    </section>
  );
}
