import { useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import { Callout, Card, formatFen, Money } from '../../../shared/ui';
import { AskAndDo } from './ask-and-do';
import { percent } from './voucher-status';
import { Evidence, ReturnUse } from './voucher-uses';
import { vouchersMessages } from './vouchers.messages';
import { supportQuery, useUseVoucher, type InvoiceSupportView } from './vouchers.queries';

/** What pays an invoice beside money, and vouchers that could; nothing where there is neither. */
export function InvoiceSupport({ invoiceId }: { invoiceId: number }) {
  const say = vouchersMessages.useSay();
  const { data } = useQuery(supportQuery(invoiceId));
  if (!data) return null;
  const uses = data.uses.filter((use) => use.state !== 'returned');
  const isEmpty = data.subsidies.length + uses.length + data.suggestions.length === 0;
  if (isEmpty && !data.isAffiliated) return null;
  return (
    <Card title={say('supportTitle')} className="mt-4">
      <ul className="divide-y divide-line text-sm">
        {data.subsidies.map((subsidy, index) => (
          <Subsidy key={index} subsidy={subsidy} />
        ))}
        {uses.map((use) => (
          <li key={use.id} className="py-2">
            <p className="flex items-baseline justify-between gap-3">
              <span>
                {use.issuer} <span className="num">{use.no}</span>
              </span>
              <Money fen={use.amountFen} align="inline" className="font-medium" />
            </p>
            <p className="mt-1 flex flex-wrap gap-2">
              <Evidence useId={use.id} />
              {data.mayReturn && <ReturnUse use={use} />}
            </p>
          </li>
        ))}
        {data.suggestions.map((one) => (
          <Suggestion key={one.voucherId} suggestion={one} invoiceId={invoiceId} mayUse={data.mayUse} />
        ))}
      </ul>
      {data.isAffiliated && <Callout tone="warn">{say('affiliatedHint')}</Callout>}
      {data.suggestions.length > 0 && !data.mayUse && <p className="mt-2 text-sm text-mut">{say('byFinance')}</p>}
    </Card>
  );
}

function Subsidy({ subsidy }: { subsidy: InvoiceSupportView['subsidies'][number] }) {
  const say = vouchersMessages.useSay();
  const name = useName();
  return (
    <li className="py-2">
      <p className="flex items-baseline justify-between gap-3">
        <span>
          {say('subsidyPaid')} · {name(subsidy.nameZh, subsidy.nameEn)}
        </span>
        <Money fen={subsidy.amountFen} align="inline" className="font-medium" />
      </p>
      <p className="text-xs text-mut">{say('subsidyNote')}</p>
    </li>
  );
}

interface SuggestionProps {
  readonly suggestion: InvoiceSupportView['suggestions'][number];
  readonly invoiceId: number;
  readonly mayUse: boolean;
}

function Suggestion({ suggestion, invoiceId, mayUse }: SuggestionProps) {
  const say = vouchersMessages.useSay();
  const use = useUseVoucher();
  const { voucherId, no, issuer, paysFen, coveredFen, remainingFen, shareBps, validTo } = suggestion;
  const amount = formatFen(paysFen);
  const values = {
    covered: formatFen(coveredFen),
    share: percent(shareBps),
    remaining: formatFen(remainingFen),
  };
  return (
    <li className="flex items-center justify-between gap-3 py-2">
      <span className="min-w-0">
        {issuer} <span className="num">{no}</span>
        <span className="num block text-xs text-mut">
          {percent(shareBps)} · {say('until', { date: validTo })}
        </span>
        <span className="num block">
          {say('suggestion')} {amount}
        </span>
      </span>
      {mayUse && (
        <AskAndDo
          label={say('use')}
          title={say('useTitle', { no, amount })}
          consequence={say('useWhat', values)}
          doneText={say('usedToast', { amount })}
          act={() => use.mutateAsync({ voucherId, invoiceId })}
        />
      )}
    </li>
  );
}
