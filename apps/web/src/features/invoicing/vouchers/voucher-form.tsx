import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import {
  Button,
  Callout,
  ComboBoxField,
  DateField,
  MoneyField,
  NumberField,
  RadioGroup,
  Sheet,
  TextArea,
  TextField,
  toast,
} from '../../../shared/ui';
import { companiesQuery } from '../invoicing.queries';
import { ScopeFields } from './scope-fields';
import { vouchersMessages } from './vouchers.messages';
import { useSaveVoucher, type Scope, type Voucher } from './vouchers.queries';

interface Draft {
  readonly companyId: number | null;
  readonly no: string;
  readonly issuer: string;
  readonly amountFen: number | null;
  readonly shareBps: number | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly scope: Scope;
  readonly note: string;
  readonly state: 'available' | 'applied';
}

const emptyScope: Scope = { components: [], categoryIds: [], instrumentIds: [] };

const draftOf = (voucher: Voucher | null): Draft =>
  voucher
    ? { ...voucher, scope: voucher.scope as Scope, state: 'available' }
    : {
        companyId: null,
        no: '',
        issuer: '',
        amountFen: null,
        shareBps: null,
        validFrom: parkToday(),
        validTo: null,
        scope: emptyScope,
        note: '',
        state: 'available',
      };

const needed = ['companyId', 'no', 'issuer', 'amountFen', 'shareBps', 'validFrom', 'validTo'] as const;
const isGiven = (value: unknown): boolean => value !== null && value !== '' && value !== 0;

/** A voucher as its issuer granted it; percentages and limits are what it says on it. */
export function VoucherForm({ voucher, onClose }: { voucher: Voucher | null; onClose: () => void }) {
  const say = vouchersMessages.useSay();
  const save = useSaveVoucher(voucher);
  const [draft, setDraft] = useState(() => draftOf(voucher));
  const [isSent, setSent] = useState(false);
  const missing = needed.filter((key) => !isGiven(draft[key]));
  const wrongOrder = draft.validFrom !== null && draft.validTo !== null && draft.validTo < draft.validFrom;
  const faultOf: FieldsProps['faultOf'] = (key) => {
    if (isSent && missing.includes(key)) return say('needed');
    return key === 'validTo' && wrongOrder ? say('wrongOrder') : undefined;
  };
  const submit = async (): Promise<void> => {
    setSent(true);
    if (missing.length > 0 || wrongOrder) return;
    try {
      await save.mutateAsync({ ...draft, no: draft.no.trim(), issuer: draft.issuer.trim() } as never);
      toast({ title: say('saved') });
      onClose();
    } catch {
      // Said above the fields.
    }
  };
  return (
    <Sheet
      isOpen
      title={say(voucher ? 'edit' : 'add')}
      isDismissable={false}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" type="submit" form="voucher-form" isPending={save.isPending}>
            {say('save')}
          </Button>
        </>
      }
    >
      <form
        id="voucher-form"
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {save.error && (
          <Callout tone="bad" role="alert" title={say('refused')}>
            {save.error.message}
          </Callout>
        )}
        <Fields
          draft={draft}
          isNew={voucher === null}
          onChange={(change) => setDraft({ ...draft, ...change })}
          faultOf={faultOf}
        />
      </form>
    </Sheet>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly faultOf: (key: (typeof needed)[number]) => string | undefined;
}

function Fields({ draft, isNew, onChange, faultOf }: FieldsProps) {
  const say = vouchersMessages.useSay();
  return (
    <>
      {isNew && <Company draft={draft} onChange={onChange} faultOf={faultOf} />}
      <TextField
        label={say('no')}
        value={draft.no}
        onChange={(no) => onChange({ no })}
        error={faultOf('no')}
        isRequired
      />
      <TextField
        label={say('issuer')}
        value={draft.issuer}
        onChange={(issuer) => onChange({ issuer })}
        error={faultOf('issuer')}
        isRequired
      />
      <AmountAndDays draft={draft} onChange={onChange} faultOf={faultOf} />
      {isNew && (
        <RadioGroup
          label={say('state')}
          orientation="horizontal"
          options={[
            { id: 'available' as const, label: say('stateAvailable') },
            { id: 'applied' as const, label: say('applied') },
          ]}
          value={draft.state}
          onChange={(state) => onChange({ state })}
        />
      )}
      <ScopeFields value={draft.scope} onChange={(scope) => onChange({ scope })} />
      <TextArea label={say('note')} value={draft.note} onChange={(note) => onChange({ note })} rows={2} />
    </>
  );
}

function Company({ draft, onChange, faultOf }: Omit<FieldsProps, 'isNew'>) {
  const say = vouchersMessages.useSay();
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  return (
    <ComboBoxField
      label={say('company')}
      options={companies.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
      value={draft.companyId === null ? null : String(draft.companyId)}
      onChange={(id) => onChange({ companyId: id ? Number(id) : null })}
      error={faultOf('companyId')}
      isRequired
    />
  );
}

function AmountAndDays({ draft, onChange, faultOf }: Omit<FieldsProps, 'isNew'>) {
  const say = vouchersMessages.useSay();
  const { shareBps } = draft;
  return (
    <div className="grid grid-cols-2 gap-3">
      <MoneyField
        label={say('amountYuan')}
        value={draft.amountFen}
        onChange={(amountFen) => onChange({ amountFen })}
        error={faultOf('amountFen')}
        isRequired
      />
      <NumberField
        label={say('share')}
        unit="%"
        min={0.01}
        max={100}
        decimals={2}
        value={shareBps === null ? null : shareBps / 100}
        onChange={(value) => onChange({ shareBps: value === null ? null : Math.round(value * 100) })}
        error={faultOf('shareBps')}
        isRequired
      />
      <DateField
        label={say('validFrom')}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ validFrom })}
        error={faultOf('validFrom')}
        isRequired
      />
      <DateField
        label={say('validTo')}
        value={draft.validTo}
        onChange={(validTo) => onChange({ validTo })}
        error={faultOf('validTo')}
        isRequired
      />
    </div>
  );
}
