import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useChargeKind } from '../../../shared/charge-kinds';
import { env } from '../../../shared/env';
import { monthName } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { InstrumentField } from '../../../shared/instrument-field';
import {
  Button,
  Callout,
  ComboBoxField,
  formatFen,
  MoneyField,
  SegmentedControl,
  SelectField,
  Sheet,
  TextArea,
  TextField,
  toast,
} from '../../../shared/ui';
import { companiesQuery } from '../invoicing.queries';
import { nearMonths } from './adjustment-filters';
import { adjustmentsMessages } from './adjustments.messages';
import { type AdjustmentForm, taxPresets, type TaxPreset, useAdjustmentForm } from './use-adjustment-form';

/** Which photograph of a reservation is the evidence, by its address. */
export interface ChosenPhoto {
  readonly reservationId: number;
  readonly value: string;
  readonly onChange: (url: string) => void;
}

export interface AddAdjustmentProps {
  readonly kind: 'damage' | 'adjustment';
  readonly reservationId: number | null;
  /** Only finance puts things right; the laboratory states damages. */
  readonly canAdjust: boolean;
  /** Lets the clerk choose among the photographs of a reservation's hand-overs. */
  readonly photosOf?: (photos: ChosenPhoto) => ReactNode;
  readonly onClose: () => void;
}

/** States a damage or an adjustment: to whom, how much, and why. */
export function AddAdjustment({ kind, reservationId, canAdjust, photosOf, onClose }: AddAdjustmentProps) {
  const say = adjustmentsMessages.useSay();
  const form = useAdjustmentForm(kind, reservationId);
  const formRef = useRef<HTMLFormElement>(null);
  const submit = async (): Promise<void> => {
    const isSent = await form.submit().catch(() => null);
    if (isSent === null) return;
    if (!isSent) {
      requestAnimationFrame(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const { amountFen, month } = form.draft;
    toast({
      title: say('done', { amount: formatFen(amountFen ?? 0) }),
      detail: say('doneDetail', { month: monthName(month) }),
    });
    onClose();
  };
  return (
    <Sheet
      isOpen
      title={say('add')}
      isDismissable={form.draft.reason === '' && form.draft.amountFen === null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={form.isSending} onPress={() => void submit()}>
            {say('add')}
          </Button>
        </>
      }
    >
      <Fields form={form} formRef={formRef} canAdjust={canAdjust} photosOf={photosOf} onSubmit={() => void submit()} />
    </Sheet>
  );
}

interface FieldsProps extends Pick<AddAdjustmentProps, 'canAdjust' | 'photosOf'> {
  readonly form: AdjustmentForm;
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly onSubmit: () => void;
}

function Fields({ form, formRef, canAdjust, photosOf, onSubmit }: FieldsProps) {
  const say = adjustmentsMessages.useSay();
  const kindName = useChargeKind();
  return (
    <form
      ref={formRef}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {form.problem && (
        <Callout tone="bad" role="alert" title={say('refused')}>
          {form.problem.title}
        </Callout>
      )}
      {canAdjust && (
        <SegmentedControl
          label={say('kind')}
          options={(['damage', 'adjustment'] as const).map((id) => ({ id, label: kindName(id) }))}
          value={form.draft.kind}
          onChange={(id) => form.change({ kind: id })}
        />
      )}
      <Whom form={form} />
      <HowMuch form={form} />
      <Why form={form} photosOf={photosOf} />
      <button type="submit" className="hidden" aria-hidden="true" tabIndex={-1} />
    </form>
  );
}

function useErrorOf(form: AdjustmentForm) {
  const say = adjustmentsMessages.useSay();
  return (field: keyof AdjustmentForm['draft']): string | undefined => {
    const fault = form.faults[field];
    return fault ? say(fault) : form.problem?.fieldErrors[field];
  };
}

function Whom({ form }: { form: AdjustmentForm }) {
  const say = adjustmentsMessages.useSay();
  const name = useName();
  const errorOf = useErrorOf(form);
  const { data: companies = [] } = useQuery(companiesQuery);
  const { draft, change, reservation } = form;
  if (reservation) return <Callout>{say('ofReservation', reservation)}</Callout>;
  return (
    <>
      <ComboBoxField
        label={say('company')}
        isRequired
        options={companies.map((company) => ({ id: String(company.id), label: name(company.nameZh, company.nameEn) }))}
        value={companies.length > 0 && draft.companyId !== null ? String(draft.companyId) : null}
        onChange={(id) => change({ companyId: id === null ? null : Number(id) })}
        error={errorOf('companyId')}
      />
      <InstrumentField value={draft.instrument} onChange={(instrument) => change({ instrument })} />
    </>
  );
}

function HowMuch({ form }: { form: AdjustmentForm }) {
  const say = adjustmentsMessages.useSay();
  const errorOf = useErrorOf(form);
  const { draft, change } = form;
  const taxes = { rental: 'taxRental', service: 'taxService', small: 'taxSmall' } as const;
  return (
    <>
      <div className="grid gap-3 lg:grid-cols-2">
        <MoneyField
          label={say('amount')}
          isRequired
          allowNegative={draft.kind === 'adjustment'}
          description={draft.kind === 'adjustment' ? say('amountHelp') : undefined}
          value={draft.amountFen}
          onChange={(amountFen) => change({ amountFen })}
          error={errorOf('amountFen')}
        />
        <SelectField
          label={say('month')}
          options={nearMonths().map((id) => ({ id, label: monthName(id) }))}
          value={draft.month}
          onChange={(month) => month && change({ month })}
        />
      </div>
      <SelectField
        label={say('tax')}
        options={(Object.keys(taxPresets) as TaxPreset[]).map((id) => ({ id, label: say(taxes[id]) }))}
        value={draft.tax}
        onChange={(tax) => tax && change({ tax })}
      />
      <TextField
        label={say('itemName')}
        isRequired
        maxLength={90}
        value={draft.itemName}
        onChange={(itemName) => change({ itemName })}
        error={errorOf('itemName')}
      />
    </>
  );
}

function Why({ form, photosOf }: Pick<FieldsProps, 'form' | 'photosOf'>) {
  const say = adjustmentsMessages.useSay();
  const errorOf = useErrorOf(form);
  const { draft, change, reservation } = form;
  const choose = (evidenceUrl: string): void => change({ evidenceUrl });
  const isPhoto = draft.evidenceUrl.startsWith(env.apiBase);
  return (
    <>
      <TextArea
        label={say('reason')}
        description={say('reasonHelp')}
        isRequired
        rows={3}
        maxLength={500}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        error={errorOf('reason')}
      />
      {reservation && photosOf?.({ reservationId: Number(reservation.id), value: draft.evidenceUrl, onChange: choose })}
      <TextField
        label={say(reservation ? 'evidenceElse' : 'evidenceUrl')}
        description={say('evidenceHelp')}
        maxLength={500}
        value={isPhoto ? '' : draft.evidenceUrl}
        onChange={choose}
        error={errorOf('evidenceUrl')}
      />
    </>
  );
}
