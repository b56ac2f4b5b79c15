import { useState } from 'react';
import { parkDate, parkToday } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { DateField, formatFen, LinkButton, Money, TextField, TextLink } from '../../../shared/ui';
import { AskAndDo } from './ask-and-do';
import { vouchersMessages } from './vouchers.messages';
import { evidenceHref, useVoucherAct, type Voucher, type VoucherUse } from './vouchers.queries';

export interface VoucherUsesProps {
  readonly voucher: Voucher;
  readonly mayKeep: boolean;
  readonly mayHaveEvidence: boolean;
}

/** What a voucher paid, the latest first, each with its evidence. */
export function VoucherUses({ voucher, mayKeep, mayHaveEvidence }: VoucherUsesProps) {
  const say = vouchersMessages.useSay();
  return (
    <section aria-label={say('uses')}>
      <h3 className="mb-1 font-semibold">{say('uses')}</h3>
      {voucher.uses.length === 0 && <p className="text-sm text-mut">{say('noUses')}</p>}
      <ul>
        {voucher.uses.map((use) => (
          <li key={use.id} className="border-t border-line py-2">
            <p className="flex items-baseline justify-between gap-3">
              <TextLink href={`/invoices/${use.invoiceId}`}>{use.number}</TextLink>
              <Money
                fen={use.amountFen}
                align="inline"
                className={use.state === 'returned' ? 'text-mut line-through' : 'font-medium'}
              />
            </p>
            <UseState use={use} />
            <p className="mt-1 flex flex-wrap gap-2">
              {mayHaveEvidence && use.state !== 'returned' && <Evidence useId={use.id} />}
              {mayKeep && <UseActs use={use} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The ZIP that an issuer wants to see. */
export function Evidence({ useId }: { useId: number }) {
  const say = vouchersMessages.useSay();
  const lang = useLanguage();
  return (
    <LinkButton size="sm" icon="download" href={evidenceHref(useId, lang)}>
      {say('evidence')}
    </LinkButton>
  );
}

function UseState({ use }: { use: VoucherUse }) {
  const say = vouchersMessages.useSay();
  const words = {
    used: say('usedState'),
    submitted: say('submittedText', { date: use.submittedAt ? parkDate(use.submittedAt) : '' }),
    redeemed: say('redeemedOnText', { date: use.redeemedOn ?? '' }),
    returned: say('returnedText', { reason: use.returnedReason ?? '' }),
  }[use.state];
  const facts = [parkDate(use.usedAt), say('covered', { amount: formatFen(use.coveredFen) }), words];
  return <p className="num text-sm text-mut">{facts.join(' · ')}</p>;
}

function UseActs({ use }: { use: VoucherUse }) {
  const say = vouchersMessages.useSay();
  const [redeemedOn, setRedeemedOn] = useState<string | null>(parkToday());
  const [reference, setReference] = useState('');
  const redeem = useVoucherAct<{ redeemedOn: string; reference: string }>(`/voucher-uses/${use.id}/redeem`);
  const amount = formatFen(use.amountFen);
  return (
    <>
      {use.state === 'submitted' && (
        <AskAndDo
          label={say('redeem')}
          title={say('redeemTitle', { amount })}
          consequence={say('redeemWhat')}
          isConfirmDisabled={redeemedOn === null}
          act={() => redeem.mutateAsync({ redeemedOn: redeemedOn ?? '', reference: reference.trim() })}
        >
          <div className="grid gap-3">
            <DateField label={say('redeemedOn')} value={redeemedOn} onChange={setRedeemedOn} isRequired />
            <TextField label={say('redeemRef')} value={reference} onChange={setReference} maxLength={100} />
          </div>
        </AskAndDo>
      )}
      {use.state !== 'returned' && <ReturnUse use={use} />}
    </>
  );
}

/** Undoes a use, with a reason. */
export function ReturnUse({ use }: { use: VoucherUse }) {
  const say = vouchersMessages.useSay();
  const [reason, setReason] = useState('');
  const undo = useVoucherAct<{ reason: string }>(`/voucher-uses/${use.id}/return`);
  return (
    <AskAndDo
      label={say('undo')}
      title={say('undoTitle')}
      consequence={say(use.state === 'redeemed' ? 'undoRedeemed' : 'undoWhat', {
        number: use.number,
        amount: formatFen(use.amountFen),
      })}
      tone="danger"
      isConfirmDisabled={reason.trim().length < 2}
      act={() => undo.mutateAsync({ reason: reason.trim() })}
    >
      <TextField label={say('undoReason')} value={reason} onChange={setReason} maxLength={300} isRequired />
    </AskAndDo>
  );
}
