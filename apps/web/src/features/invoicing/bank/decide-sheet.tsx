import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useName } from '../../../shared/i18n/messages';
import {
  Button,
  Callout,
  ComboBoxField,
  DateRangeField,
  formatFen,
  RadioGroup,
  Sheet,
  type DaySpan,
} from '../../../shared/ui';
import { companiesQuery, openInvoicesQuery, standingQuery } from '../invoicing.queries';
import { PaymentAllocations } from '../payment-allocations';
import { faultsOf, isSound, oldestFirst, sumOf, type PaymentDraft } from '../payment-draft';
import { bankMessages } from './bank.messages';
import type { BankLine, Decision } from './bank.queries';
import { absolute, LineFacts } from './line-facts';

export interface DecideSheetProps {
  readonly line: BankLine;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onDecide: (decision: Decision) => void;
  readonly onAssign: (companyId: number) => void;
  readonly onClose: () => void;
}

type Kind = 'payment' | 'prepaid' | 'refund';

/** What the best suggestion pays, as a start; null where there is none of the company. */
function offered(line: BankLine, companyId: number | null): PaymentDraft['byHand'] {
  const parts = line.match?.suggestions[0];
  if (!parts || parts.companyId !== companyId || parts.allocations.length === 0) return null;
  return Object.fromEntries(parts.allocations.map((one) => [one.invoiceId, one.amountFen]));
}

/** What has been said of a line; the amount is the bank's and cannot be changed. */
function useDecision(line: BankLine) {
  const isIn = line.amountFen > 0;
  const guess = line.company?.id ?? line.match?.suggestions[0]?.companyId ?? null;
  const [companyId, setCompany] = useState<number | null>(guess);
  const [kind, setKind] = useState<Kind>(isIn ? 'payment' : 'refund');
  const [byHand, setByHand] = useState<PaymentDraft['byHand']>(() => offered(line, guess));
  const [service, setService] = useState<DaySpan | null>(null);
  const invoices = useQuery(openInvoicesQuery(isIn ? companyId : null));
  const open = companyId === null ? undefined : invoices.data;
  const parts = byHand ?? oldestFirst(open ?? [], line.amountFen);
  const draft: PaymentDraft = {
    companyId,
    amountFen: Math.abs(line.amountFen),
    receivedOn: line.bookedOn,
    method: 'bank',
    reference: '',
    note: '',
    byHand: parts,
  };
  const faults = faultsOf(draft, open ?? [], line.bookedOn);
  const decision = (): Decision | null => {
    if (companyId === null) return null;
    if (kind === 'refund') return { as: 'refund', companyId, refundId: null };
    if (kind === 'prepaid')
      return { as: 'prepaid', companyId, ...(service ? { service: { from: service.start, until: service.end } } : {}) };
    if (!isSound(faults) || open === undefined) return null;
    const allocations = Object.entries(parts).flatMap(([id, part]) =>
      part ? [{ invoiceId: Number(id), amountFen: part }] : [],
    );
    return { as: 'payment', companyId, allocations };
  };
  return {
    companyId,
    setCompany,
    kind,
    setKind,
    setByHand,
    byHand,
    service,
    setService,
    invoices,
    open,
    parts,
    faults,
    decision,
  };
}

/** Says by hand what a line is: whose, which invoices it pays and with how much each, prepaid money, or a refund. */
export function DecideSheet({ line, isPending, error, onDecide, onAssign, onClose }: DecideSheetProps) {
  const say = bankMessages.useSay();
  const form = useDecision(line);
  const decision = form.decision();
  const { companyId } = form;
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('decideTitle', { amount: absolute(line.amountFen) })}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button isDisabled={companyId === null} onPress={() => companyId !== null && onAssign(companyId)}>
            {say('onlyAssign')}
          </Button>
          <Button
            variant="primary"
            isDisabled={decision === null}
            isPending={isPending}
            onPress={() => decision && onDecide(decision)}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      {error && (
        <Callout tone="bad" role="alert" className="mb-3">
          {error.message}
        </Callout>
      )}
      <div className="mb-4 rounded-md border border-line bg-sunken px-3.5 py-2.5">
        <LineFacts line={line} />
      </div>
      <Fields line={line} form={form} />
    </Sheet>
  );
}

function Fields({ line, form }: { line: BankLine; form: ReturnType<typeof useDecision> }) {
  const say = bankMessages.useSay();
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  const { companyId, kind, parts } = form;
  const restFen = line.amountFen - sumOf(parts);
  return (
    <div className="grid gap-4">
      <ComboBoxField
        label={say('company')}
        description={say('whoseHelp')}
        isRequired
        options={companies.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
        value={companies.length > 0 && companyId !== null ? String(companyId) : null}
        onChange={(id) => {
          form.setCompany(id === null ? null : Number(id));
          form.setByHand(null);
        }}
      />
      {line.amountFen > 0 && <KindField kind={kind} onChange={form.setKind} />}
      {kind === 'payment' && (
        <div>
          <PaymentAllocations
            open={form.open}
            error={form.invoices.error}
            onRetry={() => void form.invoices.refetch()}
            hasCompany={companyId !== null}
            parts={parts}
            amountFen={line.amountFen}
            isByHand={form.byHand !== null}
            faults={form.faults}
            onPart={(id, fen) => form.setByHand({ ...parts, [id]: fen })}
            onAuto={() => form.setByHand(null)}
          />
          {form.open && restFen > 0 && <Callout className="mt-2">{say('rest', { rest: formatFen(restFen) })}</Callout>}
        </div>
      )}
      {kind === 'prepaid' && (
        <>
          <p className="text-mut">{say('prepaidHelp')}</p>
          <DateRangeField
            label={say('service')}
            description={say('serviceHelp')}
            value={form.service}
            onChange={form.setService}
          />
        </>
      )}
      {kind === 'refund' && companyId !== null && <Refundable companyId={companyId} />}
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
        { id: 'prepaid', label: say('kindPrepaid') },
      ]}
      value={kind}
      onChange={onChange}
    />
  );
}

function Refundable({ companyId }: { companyId: number }) {
  const say = bankMessages.useSay();
  const { data } = useQuery(standingQuery(companyId));
  return data ? <p className="text-mut">{say('refundHelp', { balance: formatFen(data.balanceFen) })}</p> : null;
}
