import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, Callout, KeyValueList, Money, Sheet, Skeleton } from '../../../shared/ui';
import { useScopeWords } from './scope-fields';
import { VoucherActs } from './voucher-acts';
import { VoucherForm } from './voucher-form';
import { percent, VoucherStatusBadge } from './voucher-status';
import { VoucherUses } from './voucher-uses';
import { vouchersMessages } from './vouchers.messages';
import { voucherQuery, type Scope, type Voucher } from './vouchers.queries';

export interface VoucherSheetProps {
  readonly id: string;
  /** Finance keeps it; whoever else looks sees it. */
  readonly mayKeep: boolean;
  readonly mayHaveEvidence: boolean;
  readonly isStaff: boolean;
  readonly onClose: () => void;
}

/** One voucher: its terms, what it paid, and what finance can do with it. */
export function VoucherSheet({ id, onClose, ...may }: VoucherSheetProps) {
  const say = vouchersMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(voucherQuery(id));
  const [isEditing, setEditing] = useState(false);
  if (data && isEditing) return <VoucherForm voucher={data} onClose={() => setEditing(false)} />;
  return (
    <Sheet isOpen title={data?.no ?? say('vouchers')} onOpenChange={(open) => !open && onClose()}>
      {data ? (
        <Loaded voucher={data} {...may} onEdit={() => setEditing(true)} />
      ) : error ? (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      ) : (
        <Skeleton lines={6} lineHeight={28} />
      )}
    </Sheet>
  );
}

interface LoadedProps extends Omit<VoucherSheetProps, 'id' | 'onClose'> {
  readonly voucher: Voucher;
  readonly onEdit: () => void;
}

function Loaded({ voucher, mayKeep, mayHaveEvidence, isStaff, onEdit }: LoadedProps) {
  const say = vouchersMessages.useSay();
  const name = useName();
  const scopeWords = useScopeWords();
  const company = { label: say('company'), value: name(voucher.companyZh, voucher.companyEn) };
  const facts = [
    ...(isStaff ? [company] : []),
    { label: say('issuer'), value: voucher.issuer },
    { label: say('term'), value: <span className="num">{`${voucher.validFrom} – ${voucher.validTo}`}</span> },
    { label: say('share'), value: percent(voucher.shareBps) },
    { label: say('scope'), value: scopeWords(voucher.scope as Scope) },
    { label: say('amount'), value: <Money fen={voucher.amountFen} align="inline" /> },
    { label: say('used'), value: <Money fen={voucher.usedFen} align="inline" /> },
    ...(voucher.note ? [{ label: say('note'), value: voucher.note }] : []),
  ];
  return (
    <div className="grid gap-4">
      <div className="flex items-start justify-between gap-3">
        <VoucherStatusBadge voucher={voucher} />
        <span className="text-right">
          <span className="block text-xs text-mut">{say('remaining')}</span>
          <Money fen={voucher.remainingFen} align="inline" className="text-2xl font-semibold" />
        </span>
      </div>
      {voucher.isAffiliated && <Callout tone="bad">{say('affiliatedHint')}</Callout>}
      <KeyValueList items={facts} />
      {mayKeep && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon="edit" onPress={onEdit}>
            {say('edit')}
          </Button>
          <VoucherActs voucher={voucher} />
        </div>
      )}
      <VoucherUses voucher={voucher} mayKeep={mayKeep} mayHaveEvidence={mayHaveEvidence} />
    </div>
  );
}
