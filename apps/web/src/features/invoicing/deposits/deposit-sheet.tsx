import { useQuery } from '@tanstack/react-query';
import { parkDate } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { KeyValueList, LinkButton, Money, Sheet, Skeleton, TextLink } from '../../../shared/ui';
import { DepositCourse } from './deposit-course';
import { DepositStatusBadge } from './deposit-status';
import { depositsMessages } from './deposits.messages';
import { depositQuery, receiptHref, type Deposit } from './deposits.queries';
import { ReceiveForm } from './receive-form';
import { ReleaseForm } from './release-form';

export interface DepositSheetProps {
  readonly id: string;
  /** What whoever looks may do. */
  readonly may: { readonly decide: boolean; readonly receive: boolean; readonly payOut: boolean };
  readonly isStaff: boolean;
  readonly onClose: () => void;
}

/** One deposit: what it is for, what happened to it, and what staff can do with it. */
export function DepositSheet({ id, may, isStaff, onClose }: DepositSheetProps) {
  const say = depositsMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(depositQuery(id));
  return (
    <Sheet isOpen title={say('amount')} onOpenChange={(open) => !open && onClose()}>
      {data ? (
        <Loaded deposit={data} may={may} isStaff={isStaff} />
      ) : error ? (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      ) : (
        <Skeleton lines={6} lineHeight={28} />
      )}
    </Sheet>
  );
}

function Loaded({ deposit, may, isStaff }: { deposit: Deposit } & Pick<DepositSheetProps, 'may' | 'isStaff'>) {
  const lang = useLanguage();
  const say = depositsMessages.useSay();
  const languages = lang === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  return (
    <div className="grid gap-4">
      <div className="flex items-start justify-between gap-3">
        <DepositStatusBadge deposit={deposit} />
        <Money fen={deposit.amountFen} align="inline" className="text-2xl font-semibold" />
      </div>
      <Facts deposit={deposit} isStaff={isStaff} />
      {deposit.receiptNumber && (
        <p className="flex flex-wrap gap-2">
          {languages.map((language) => (
            <LinkButton
              key={language}
              size="sm"
              icon="download"
              target="_blank"
              href={receiptHref(deposit.id, language)}
            >
              {say(language === 'zh' ? 'receiptZh' : 'receiptEn')}
            </LinkButton>
          ))}
        </p>
      )}
      <DepositCourse deposit={deposit} mayWithdraw={may.decide} />
      {may.receive && deposit.status === 'due' && <ReceiveForm deposit={deposit} />}
      {may.decide && deposit.status === 'held' && (
        <ReleaseForm key={deposit.version} deposit={deposit} mayPayOut={may.payOut} />
      )}
    </div>
  );
}

function Facts({ deposit, isStaff }: { deposit: Deposit; isStaff: boolean }) {
  const say = depositsMessages.useSay();
  const name = useName();
  const { startsAt, endsAt } = deposit;
  const last = new Date(Date.parse(endsAt) - 1);
  const facts = [
    ...(isStaff ? [{ label: say('company'), value: name(deposit.companyZh, deposit.companyEn) }] : []),
    {
      label: say('instrument'),
      value: `${name(deposit.instrumentZh, deposit.instrumentEn)} · ${deposit.assetNo}`,
    },
    { label: say('period'), value: <span className="num">{`${parkDate(startsAt)} – ${parkDate(last)}`}</span> },
    {
      label: say('reservation'),
      value: <TextLink href={`/reservations/${deposit.reservationId}`}>{say('seeReservation')}</TextLink>,
    },
    { label: say('receipt'), value: <span className="num">{deposit.receiptNumber ?? '—'}</span> },
    { label: say('heldNow'), value: <Money fen={deposit.heldFen} align="inline" /> },
  ];
  return <KeyValueList items={facts} />;
}
