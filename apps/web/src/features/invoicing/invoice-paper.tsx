import { Fragment } from 'react';
import { monthName, parkDate } from '../../shared/format/format';
import { useLanguage } from '../../shared/i18n/language';
import { useName } from '../../shared/i18n/messages';
import { Money } from '../../shared/ui';
import { ChargeLines } from './charge-lines';
import { invoicingMessages } from './invoicing.messages';
import type { Invoice, Party } from './invoicing.queries';

/** The statement as its PDF reads: the same parts in the same order. */
export function InvoicePaper({ invoice }: { invoice: Invoice }) {
  const say = invoicingMessages.useSay();
  return (
    <article className="rounded-md border border-line bg-surface px-4 py-5 lg:px-8 lg:py-7">
      <header className="mb-4">
        <h2 className="text-xl font-semibold">{say(invoice.grossFen < 0 ? 'creditStatement' : 'statement')}</h2>
        <p className="text-xs text-mut">{say('notTax')}</p>
      </header>
      <Facts invoice={invoice} />
      <div className="my-4 grid gap-4 lg:grid-cols-2">
        <PartyBlock label={say('buyer')} party={invoice.buyer} />
        <PartyBlock label={say('seller')} party={invoice.seller} />
      </div>
      <ChargeLines lines={invoice.lines} totals={invoice} byRate={invoice.byRate} />
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-ink pt-3">
        <p>
          <span className="text-mut">{say('capitals')}</span>{' '}
          <span lang="zh-CN" className="font-semibold">
            {say('rmb', { capitals: invoice.capitals })}
          </span>
        </p>
        <p>
          <span className="text-mut">{say('figures')}</span>{' '}
          <Money fen={invoice.grossFen} align="inline" className="text-xl font-semibold" />
        </p>
      </div>
      <Subsidies invoice={invoice} />
      <PayTo invoice={invoice} />
    </article>
  );
}

/** What the park pays, apart from the gross: it changes neither lines nor tax. */
function Subsidies({ invoice }: { invoice: Invoice }) {
  const say = invoicingMessages.useSay();
  const name = useName();
  const subsidies = invoice.subsidies ?? [];
  if (subsidies.length === 0) return null;
  const paidFen = subsidies.reduce((sum, one) => sum + one.amountFen, 0);
  return (
    <dl className="mt-2 ml-auto grid w-fit grid-cols-[auto_auto] gap-x-6 text-sm">
      {subsidies.map((one, index) => (
        <Fragment key={index}>
          <dt className="text-mut">
            {say('subsidy')} · {name(one.nameZh, one.nameEn)}
          </dt>
          <dd>
            <Money fen={-one.amountFen} />
          </dd>
        </Fragment>
      ))}
      <dt className="font-medium">{say('companyPays')}</dt>
      <dd>
        <Money fen={invoice.grossFen - paidFen} className="font-semibold" />
      </dd>
    </dl>
  );
}

function Facts({ invoice }: { invoice: Invoice }) {
  const say = invoicingMessages.useSay();
  const facts = [
    [say('number'), invoice.number ?? say('draft')],
    [say('month'), monthName(invoice.month)],
    [say('issuedOn'), invoice.issuedAt && parkDate(invoice.issuedAt)],
    [say('dueOn'), invoice.grossFen > 0 && invoice.dueOn],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt className="text-sm text-mut">{label}</dt>
              <dd className="num font-medium">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function PartyBlock({ label, party }: { label: string; party: Party }) {
  const say = invoicingMessages.useSay();
  const name = useName();
  const facts = [
    [say('creditCode'), party.creditCode],
    [say('address'), [party.address, party.phone].filter(Boolean).join('  ')],
    [say('bank'), [party.bankName, party.bankAccount].filter(Boolean).join('  ')],
  ] as const;
  return (
    <section className="min-w-0">
      <h3 className="text-sm text-mut">{label}</h3>
      <p className="font-semibold">{name(party.nameZh, party.nameEn)}</p>
      <dl className="text-sm">
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term} className="flex flex-wrap gap-x-2">
                <dt className="text-mut">{term}</dt>
                <dd className="num break-all">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function PayTo({ invoice }: { invoice: Invoice }) {
  const say = invoicingMessages.useSay();
  const name = useName();
  const lang = useLanguage();
  const { seller } = invoice;
  if (invoice.grossFen <= 0 || (!seller.bankName && !seller.bankAccount)) return null;
  const colon = lang === 'en' ? ': ' : '：';
  return (
    <section className="mt-4 rounded bg-sunken px-3 py-2.5 text-sm">
      <h3 className="font-semibold">{say('payTo')}</h3>
      <p className="num">{[say('accountName'), name(seller.nameZh, seller.nameEn)].join(colon)}</p>
      <p className="num">
        {[say('bank'), [seller.bankName, seller.bankAccount].filter(Boolean).join('  ')].join(colon)}
      </p>
      <p className="num">{say('quoteNumber', { number: invoice.number ?? '' })}</p>
    </section>
  );
}
