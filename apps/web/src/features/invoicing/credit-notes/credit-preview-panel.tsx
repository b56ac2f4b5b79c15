import type { ReactNode } from 'react';
import { formatFen, Icon, Money } from '../../../shared/ui';
import { invoicingMessages } from '../invoicing.messages';
import { creditMessages } from './credit-notes.messages';
import type { CreditPreview } from './credit-notes.queries';
import type { CreditForm } from './use-credit-form';

/** What the note would do: how much with tax, where the money goes, what the invoice and the balance become. */
export function CreditPreviewPanel({ form }: { form: CreditForm }) {
  const say = creditMessages.useSay();
  const { preview, isPreviewing } = form;
  return (
    <section
      aria-label={say('preview')}
      aria-live="polite"
      className="z-10 rounded-md border border-line bg-sunken px-3.5 py-3 lg:sticky lg:-bottom-4 lg:shadow-lg"
    >
      <h3 className="mb-1 flex items-center gap-2 font-semibold">
        {say('preview')}
        {isPreviewing && <span className="text-sm font-normal text-mut">{say('previewing')}</span>}
      </h3>
      {preview ? <Result preview={preview} /> : <p className="text-sm text-mut">{say('previewEmpty')}</p>}
    </section>
  );
}

function Result({ preview }: { preview: CreditPreview }) {
  const say = creditMessages.useSay();
  const sayInvoice = invoicingMessages.useSay();
  const { settlement, openFen, balanceFen, status } = preview;
  const parts = [
    ['toOffset', settlement.offsetFen],
    ['toCredit', settlement.creditFen],
    ['toRefund', settlement.refundFen],
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="font-medium">{say('total')}</dt>
        <dd>
          <Money fen={0 - preview.grossFen} className="text-lg font-semibold" />
        </dd>
        <dt className="text-sm text-mut">{say('ofWhichTax')}</dt>
        <dd className="text-sm">
          <Money fen={0 - preview.taxFen} />
        </dd>
        {parts.map(
          ([label, fen]) =>
            fen > 0 && (
              <Row key={label} label={say(label)}>
                <Money fen={fen} />
              </Row>
            ),
        )}
        {preview.returned.map(({ by, amountFen }) => (
          <Row key={by} label={say(backTo[by])}>
            <Money fen={amountFen} />
          </Row>
        ))}
        <Row label={say('openChange')}>
          <Change from={formatFen(openFen.before)} to={formatFen(openFen.after)} />
        </Row>
        {balanceFen.before !== balanceFen.after && (
          <Row label={say('balanceChange')}>
            <Change from={formatFen(balanceFen.before)} to={formatFen(balanceFen.after)} />
          </Row>
        )}
        {status.before !== status.after && (
          <Row label={say('statusChange')}>
            <Change from={sayInvoice(status.before)} to={sayInvoice(status.after)} />
          </Row>
        )}
      </dl>
      {preview.billsAnew && <p className="mt-2 text-sm">{say('billsAnew')}</p>}
    </>
  );
}

const backTo = { writeoff: 'backWriteoff', subsidy: 'backSubsidy', voucher: 'backVoucher' } as const;

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-mut">{label}</dt>
      <dd className="num text-right">{children}</dd>
    </>
  );
}

function Change({ from, to }: { from: string; to: string }) {
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-1">
      <span className="text-mut">{from}</span>
      <Icon name="chevron-right" size={13} />
      <span className="font-medium">{to}</span>
    </span>
  );
}
