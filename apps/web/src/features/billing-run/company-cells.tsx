import { useName } from '../../shared/i18n/messages';
import { Badge, Button, Money, StatusBadge, TextLink, type Column } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Cockpit, CompanyMonth } from './billing-run.queries';
import { Change } from './change';
import { cockpitMessages } from './cockpit.messages';
import { RetryButton } from './failed-companies';

const looks = {
  preview: 'neutral',
  planned: 'pending',
  drafted: 'draft',
  invoiced: 'completed',
  nothing: 'neutral',
  failed: 'failed',
} as const;
const words = {
  preview: 'preview',
  planned: 'planned',
  drafted: 'drafted',
  invoiced: 'billedStatus',
  nothing: 'nothing',
  failed: 'failedStatus',
} as const;
const deliveries = {
  queued: { tone: 'warn', icon: 'clock', word: 'queued' },
  sent: { tone: 'ok', icon: 'check', word: 'sent' },
  failed: { tone: 'bad', icon: 'x-circle', word: 'sendFailed' },
  none: { tone: 'off', icon: 'dot-full', word: 'pageOnly' },
} as const;

type Show = (company: CompanyMonth) => void;

function CompanyState({ company }: { company: CompanyMonth }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge status={looks[company.status]}>{say(words[company.status])}</StatusBadge>
      {company.openDisputes > 0 && (
        <StatusBadge status="disputed">
          {sayMore('disputedState')} {company.openDisputes}
        </StatusBadge>
      )}
    </span>
  );
}

function DeliveryBadge({ delivery }: { delivery: CompanyMonth['delivery'] }) {
  const say = cockpitMessages.useSay();
  if (delivery === null) return null;
  const { tone, icon, word } = deliveries[delivery];
  return (
    <Badge tone={tone} icon={icon}>
      {say(word)}
    </Badge>
  );
}

interface DetailProps {
  readonly cockpit: Cockpit;
  readonly company: CompanyMonth;
  readonly onShow: Show;
}

/** The invoice once there is one, in review the draft; before that the lines of the preview; of a failed one the retry. */
function Detail({ cockpit, company, onShow }: DetailProps) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const name = useName()(company.nameZh, company.nameEn);
  const { invoiceId, invoiceNo, status, companyId } = company;
  const link = 'num inline-flex items-center max-lg:min-h-11';
  if (invoiceId !== null && invoiceNo !== null) {
    return (
      <TextLink href={`/invoices/${invoiceId}`} className={link}>
        {invoiceNo}
      </TextLink>
    );
  }
  if (cockpit.state === 'review' && (status === 'drafted' || company.openDisputes > 0)) {
    return (
      <TextLink href={`/draft-statements/${cockpit.month}?companyId=${companyId}`} className={link}>
        {sayMore('draftOf')}
      </TextLink>
    );
  }
  if (status === 'failed' && (cockpit.state === 'invoiced' || cockpit.state === 'review')) {
    return <RetryButton month={cockpit.month} companyId={companyId} label={say('retryOf', { company: name })} />;
  }
  if (status !== 'preview') return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      className="-ml-2.5"
      aria-label={say('showLinesOf', { company: name })}
      onPress={() => onShow(company)}
    >
      {say('showLines')}
    </Button>
  );
}

/** The columns of a month's companies; without a run there is nothing to deliver and one state for all. */
export function useCompanyColumns(cockpit: Cockpit, onShow: Show): Column<CompanyMonth>[] {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const name = useName();
  const mail: Column<CompanyMonth> = {
    key: 'mail',
    header: sayMore('mail'),
    render: (row) => <DeliveryBadge delivery={row.delivery} />,
  };
  return [
    { key: 'company', header: say('company'), render: (row) => name(row.nameZh, row.nameEn) },
    { key: 'status', header: say('stateHeader'), render: (row) => <CompanyState company={row} /> },
    { key: 'lines', header: say('lines'), align: 'right', render: (row) => row.lines },
    { key: 'net', header: say('net'), align: 'right', render: (row) => <Money fen={row.netFen} /> },
    { key: 'tax', header: say('tax'), align: 'right', render: (row) => <Money fen={row.taxFen} /> },
    {
      key: 'gross',
      header: say('gross'),
      align: 'right',
      render: (row) => <Money fen={row.grossFen} className="font-medium" />,
    },
    {
      key: 'change',
      header: sayMore('change'),
      align: 'right',
      render: (row) =>
        row.lastGrossFen !== null &&
        row.status !== 'planned' &&
        row.status !== 'failed' && <Change now={row.grossFen} before={row.lastGrossFen} />,
    },
    ...(cockpit.state === 'invoiced' || cockpit.state === 'closed' ? [mail] : []),
    {
      key: 'detail',
      header: say(cockpit.state === 'open' ? 'detail' : 'invoiceNo'),
      render: (row) => <Detail cockpit={cockpit} company={row} onShow={onShow} />,
    },
  ];
}

/** The same on a phone. */
export function CompanyCard({ cockpit, company, onShow }: DetailProps) {
  const say = billingRunMessages.useSay();
  const name = useName();
  return (
    <article className="rounded-md border border-line bg-surface px-3.5 py-2.5">
      <div className="flex items-start justify-between gap-2">
        <p className="font-medium">{name(company.nameZh, company.nameEn)}</p>
        {(company.status !== 'preview' || company.openDisputes > 0) && <CompanyState company={company} />}
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="flex min-h-11 flex-wrap items-center gap-2 text-sm">
          <span className="num text-mut">{say('linesOf', { count: company.lines })}</span>
          <Detail cockpit={cockpit} company={company} onShow={onShow} />
          <DeliveryBadge delivery={company.delivery} />
        </span>
        <Money fen={company.grossFen} className="font-semibold" />
      </div>
    </article>
  );
}
