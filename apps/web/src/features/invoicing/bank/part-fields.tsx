import { useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import {
  Button,
  Callout,
  ComboBoxField,
  DateRangeField,
  formatFen,
  MoneyField,
  RadioGroup,
  SelectField,
  Skeleton,
} from '../../../shared/ui';
import { companiesQuery, standingQuery } from '../invoicing.queries';
import { PaymentAllocations } from '../payment-allocations';
import { sumOf } from '../payment-draft';
import { bankMessages } from './bank.messages';
import { depositsOfQuery } from './bank.queries';
import type { Kind, PartDraft, PartForm } from './use-decision';

export interface PartFieldsProps {
  readonly part: PartForm;
  /** Which part it is, from 1; null where it is the whole line. */
  readonly no: number | null;
  readonly onChange: (change: Partial<PartDraft>) => void;
  readonly onRemove: () => void;
}

/** Whose a part of a line is, how much of it, and what it is. */
export function PartFields(props: PartFieldsProps) {
  const { part, no, onChange, onRemove } = props;
  const say = bankMessages.useSay();
  if (no === null) return <Fields {...props} />;
  return (
    <section aria-label={say('partNo', { no })} className="rounded-md border border-line px-3.5 py-3">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="font-semibold">{say('partNo', { no })}</h3>
        <Button variant="ghost" size="sm" icon="x" onPress={onRemove}>
          {say('removePart')}
        </Button>
      </div>
      <Fields {...{ part, no, onChange, onRemove }} />
    </section>
  );
}

function Fields({ part, no, onChange }: PartFieldsProps) {
  const say = bankMessages.useSay();
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  const { companyId, kind } = part;
  return (
    <div className="grid gap-4">
      <ComboBoxField
        label={say('company')}
        description={no === null ? say('whoseHelp') : undefined}
        isRequired
        options={companies.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
        value={companies.length > 0 && companyId !== null ? String(companyId) : null}
        onChange={(id) => onChange({ companyId: id === null ? null : Number(id), byHand: null, depositId: null })}
      />
      {kind !== 'refund' && <KindField kind={kind} onChange={(next) => onChange({ kind: next, depositId: null })} />}
      {no !== null && kind !== 'deposit' && (
        <MoneyField
          label={say('partAmount')}
          isRequired
          value={part.amountFen}
          onChange={(amountFen) => onChange({ amountFen, byHand: null })}
        />
      )}
      <What part={part} onChange={onChange} />
    </div>
  );
}

function What({ part, onChange }: Pick<PartFieldsProps, 'part' | 'onChange'>) {
  const say = bankMessages.useSay();
  const { companyId, kind } = part;
  if (kind === 'refund') return companyId !== null && <Refundable companyId={companyId} />;
  if (kind === 'deposit') return <DepositField part={part} onChange={onChange} />;
  if (kind === 'prepaid')
    return (
      <>
        <p className="text-mut">{say('prepaidHelp')}</p>
        <DateRangeField
          label={say('service')}
          description={say('serviceHelp')}
          value={part.service}
          onChange={(service) => onChange({ service })}
        />
      </>
    );
  const restFen = (part.amountFen ?? 0) - sumOf(part.parts);
  return (
    <div>
      <PaymentAllocations
        open={part.open}
        error={part.error}
        onRetry={part.retry}
        hasCompany={companyId !== null}
        parts={part.parts}
        amountFen={part.amountFen}
        isByHand={part.byHand !== null}
        faults={part.faults}
        onPart={(id, fen) => onChange({ byHand: { ...part.parts, [id]: fen } })}
        onAuto={() => onChange({ byHand: null })}
      />
      {part.open && restFen > 0 && <Callout className="mt-2">{say('rest', { rest: formatFen(restFen) })}</Callout>}
    </div>
  );
}

function KindField({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const say = bankMessages.useSay();
  return (
    <RadioGroup
      label={say('kind')}
      orientation="horizontal"
      options={[
        { id: 'payment', label: say('kindPayment') },
        { id: 'deposit', label: say('kindDeposit') },
        { id: 'prepaid', label: say('kindPrepaid') },
      ]}
      value={kind}
      onChange={onChange}
    />
  );
}

/** Which deposit came in: those that wait for their money first. */
function DepositField({ part, onChange }: Pick<PartFieldsProps, 'part' | 'onChange'>) {
  const say = bankMessages.useSay();
  const name = useName();
  const { companyId, depositId } = part;
  const { data: deposits } = useQuery(depositsOfQuery(companyId));
  if (companyId === null) return <p className="text-mut">{say('chooseCompany')}</p>;
  if (!deposits) return <Skeleton lines={1} lineHeight={40} />;
  const chosen = deposits.find((one) => one.id === depositId);
  if (deposits.length === 0) return <p className="text-mut">{say('noDeposit')}</p>;
  return (
    <>
      <SelectField
        label={say('whichDeposit')}
        emptyLabel={say('chooseDeposit')}
        options={deposits.map((one) => ({
          id: String(one.id),
          label: say(one.status === 'due' ? 'depositDue' : 'depositHeld', {
            amount: formatFen(one.amountFen),
            no: String(one.reservationId),
            instrument: name(one.instrumentZh, one.instrumentEn),
          }),
        }))}
        value={chosen ? String(chosen.id) : null}
        onChange={(id) => {
          const deposit = deposits.find((one) => String(one.id) === id);
          onChange({ depositId: deposit?.id ?? null, amountFen: deposit?.amountFen ?? part.amountFen });
        }}
      />
      {chosen && <p className="text-mut">{say(chosen.status === 'due' ? 'depositDueHelp' : 'depositHeldHelp')}</p>}
    </>
  );
}

function Refundable({ companyId }: { companyId: number }) {
  const say = bankMessages.useSay();
  const { data } = useQuery(standingQuery(companyId));
  return data ? <p className="text-mut">{say('refundHelp', { balance: formatFen(data.balanceFen) })}</p> : null;
}
