import { useQuery } from '@tanstack/react-query';
import { ProblemError } from '../../shared/api/problem';
import { useLanguage } from '../../shared/i18n/language';
import { LoadFailed } from '../../shared/load-failed';
import { PhoneAct, PhoneActRoom } from '../../shared/phone-act';
import { EmptyState, LinkButton, PageHeader, Skeleton } from '../../shared/ui';
import { InvoiceCredits } from './credit-notes/invoice-credits';
import { InvoicePaper } from './invoice-paper';
import { InvoiceDelivery } from './invoice-delivery';
import { InvoicePayments, recordHref } from './invoice-payments';
import { InvoiceStatusBadge } from './invoice-status';
import { InvoiceSupport } from './vouchers/invoice-support';
import { invoicingMessages } from './invoicing.messages';
import { invoiceQuery, openFenOf, pdfHref, type Invoice } from './invoicing.queries';
import { TaxStateCard } from './tax-invoices/tax-state-card';

/** One invoice: the paper, how far it is paid, its PDF in both languages. */
export function InvoiceView({ id, canRecord }: { id: string; canRecord: boolean }) {
  const say = invoicingMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(invoiceQuery(id));
  if (data) return <Loaded invoice={data} canRecord={canRecord} />;
  if (error instanceof ProblemError && (error.status === 404 || error.status === 400)) {
    const back = { label: say('allInvoices'), href: '/invoices' };
    return <EmptyState icon="invoice" title={say('unknown')} detail={say('unknownDetail')} action={back} />;
  }
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={10} lineHeight={32} />;
}

function Loaded({ invoice, canRecord }: { invoice: Invoice; canRecord: boolean }) {
  const say = invoicingMessages.useSay();
  const lang = useLanguage();
  const record = canRecord && openFenOf(invoice) > 0;
  const languages = lang === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  return (
    <>
      <PageHeader
        title={<span className="num">{invoice.number ?? say('draft')}</span>}
        breadcrumbs={[{ label: say('back'), href: '/invoices' }, { label: invoice.number ?? say('draft') }]}
        badges={<InvoiceStatusBadge invoice={invoice} />}
        actions={
          <>
            {invoice.number !== null &&
              languages.map((language) => (
                <LinkButton
                  key={language}
                  icon="download"
                  target="_blank"
                  href={pdfHref(invoice.id, language)}
                  className="max-lg:flex-1"
                >
                  {say(language === 'zh' ? 'downloadZh' : 'downloadEn')}
                </LinkButton>
              ))}
            {record && (
              <LinkButton variant="primary" icon="plus" href={recordHref(invoice.companyId)} className="max-lg:hidden">
                {say('record')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_300px]">
        <InvoicePaper invoice={invoice} />
        <div className="max-lg:order-first lg:sticky lg:top-16">
          <InvoicePayments invoice={invoice} />
          {invoice.number !== null && <InvoiceSupport invoiceId={invoice.id} />}
          {invoice.number !== null && <TaxStateCard invoiceId={invoice.id} canIssue={canRecord} />}
          <InvoiceCredits invoice={invoice} canCorrect={canRecord} />
          <InvoiceDelivery invoice={invoice} canSend={canRecord} />
        </div>
      </div>
      {record && (
        <PhoneAct>
          <LinkButton variant="primary" icon="plus" href={recordHref(invoice.companyId)} className="w-full">
            {say('record')}
          </LinkButton>
        </PhoneAct>
      )}
      {record && <PhoneActRoom />}
    </>
  );
}
