import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import {
  Button,
  Callout,
  Checkbox,
  ComboBoxField,
  MoneyField,
  NumberField,
  Sheet,
  TextField,
  toast,
} from '../../../shared/ui';
import { companiesQuery } from '../invoicing.queries';
import { Chosen, ScopeFields } from './scope-fields';
import { vouchersMessages } from './vouchers.messages';
import {
  useSaveProgramme,
  type Programme,
  type ProgrammeInput,
  type ProgrammePage,
  type Scope,
} from './vouchers.queries';

type Draft = Omit<ProgrammeInput, 'shareBps'> & { readonly shareBps: number | null };

const draftOf = (programme: Programme | null): Draft =>
  programme
    ? { ...programme, scope: programme.scope as Scope, companyIds: programme.companies.map((one) => one.id) }
    : {
        nameZh: '',
        nameEn: '',
        classCodes: [],
        companyIds: [],
        shareBps: null,
        companyMonthFen: null,
        companyYearFen: null,
        budgetFen: null,
        firstMonth: parkToday().slice(0, 7),
        lastMonth: null,
        scope: { components: [], categoryIds: [], instrumentIds: [] },
      };

const month = /^\d{4}-(0[1-9]|1[0-2])$/;
const limits = [
  ['companyMonthFen', 'perMonth'],
  ['companyYearFen', 'perYear'],
  ['budgetFen', 'budget'],
] as const;

export interface SubsidyFormProps {
  readonly programme: Programme | null;
  readonly classes: ProgrammePage['classes'];
  readonly onClose: () => void;
}

/** A programme: for whom, which share, within which limits, for which invoiced months. */
export function SubsidyForm({ programme, classes, onClose }: SubsidyFormProps) {
  const say = vouchersMessages.useSay();
  const save = useSaveProgramme(programme);
  const [draft, setDraft] = useState(() => draftOf(programme));
  const [isSent, setSent] = useState(false);
  const faults = {
    nameZh: draft.nameZh.trim() === '',
    shareBps: !draft.shareBps,
    firstMonth: !month.test(draft.firstMonth),
    lastMonth: draft.lastMonth !== null && (!month.test(draft.lastMonth) || draft.lastMonth < draft.firstMonth),
  };
  const submit = async (): Promise<void> => {
    setSent(true);
    if (Object.values(faults).some(Boolean)) return;
    try {
      await save.mutateAsync({ ...draft, shareBps: draft.shareBps ?? 0 });
      toast({ title: say('saved') });
      onClose();
    } catch {
      // Said above the fields.
    }
  };
  const change = (one: Partial<Draft>): void => setDraft({ ...draft, ...one });
  const errorOf = (key: keyof typeof faults): string | undefined =>
    isSent && faults[key] ? say(key === 'lastMonth' ? 'monthHint' : 'needed') : undefined;
  return (
    <Sheet
      isOpen
      title={say(programme ? 'editProgramme' : 'addProgramme')}
      isDismissable={false}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => void submit()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {save.error && (
          <Callout tone="bad" role="alert" title={say('refused')}>
            {save.error.message}
          </Callout>
        )}
        <Terms draft={draft} change={change} errorOf={errorOf} />
        <Who draft={draft} change={change} classes={classes} known={programme?.companies ?? []} />
        <ScopeFields value={draft.scope} onChange={(scope) => change({ scope })} />
      </div>
    </Sheet>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly change: (one: Partial<Draft>) => void;
}

function Terms({
  draft,
  change,
  errorOf,
}: PartProps & { errorOf: (key: 'nameZh' | 'shareBps' | 'firstMonth' | 'lastMonth') => string | undefined }) {
  const say = vouchersMessages.useSay();
  const { shareBps } = draft;
  return (
    <>
      <TextField
        label={say('nameZh')}
        value={draft.nameZh}
        onChange={(nameZh) => change({ nameZh })}
        error={errorOf('nameZh')}
        isRequired
      />
      <TextField label={say('nameEn')} value={draft.nameEn} onChange={(nameEn) => change({ nameEn })} />
      <NumberField
        label={say('shareOf')}
        unit="%"
        min={0.01}
        max={100}
        decimals={2}
        value={shareBps === null ? null : shareBps / 100}
        onChange={(value) => change({ shareBps: value === null ? null : Math.round(value * 100) })}
        error={errorOf('shareBps')}
        isRequired
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={say('firstMonth')}
          description={say('monthHint')}
          value={draft.firstMonth}
          onChange={(firstMonth) => change({ firstMonth: firstMonth.trim() })}
          error={errorOf('firstMonth')}
          isRequired
        />
        <TextField
          label={say('lastMonth')}
          value={draft.lastMonth ?? ''}
          onChange={(text) => change({ lastMonth: text.trim() === '' ? null : text.trim() })}
          error={errorOf('lastMonth')}
        />
      </div>
      {limits.map(([key, label]) => (
        <MoneyField
          key={key}
          label={say(label)}
          description={say('noLimit')}
          value={draft[key]}
          onChange={(fen) => change({ [key]: fen === 0 ? null : fen })}
        />
      ))}
    </>
  );
}

function Who({
  draft,
  change,
  classes,
  known,
}: PartProps & { classes: ProgrammePage['classes']; known: Programme['companies'] }) {
  const say = vouchersMessages.useSay();
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  const all = [...companies, ...known];
  const toggle = (code: string, isOn: boolean): void => {
    const rest = draft.classCodes.filter((one) => one !== code);
    change({ classCodes: isOn ? [...rest, code] : rest });
  };
  return (
    <fieldset className="grid gap-2 border-t border-line pt-3">
      <legend className="float-left w-full font-semibold">{say('who')}</legend>
      <div className="clear-both" role="group" aria-label={say('classes')}>
        <p className="text-sm text-mut">{say('classesHint')}</p>
        <div className="flex flex-wrap gap-x-4">
          {classes.map(({ code, nameZh, nameEn }) => (
            <Checkbox key={code} isSelected={draft.classCodes.includes(code)} onChange={(isOn) => toggle(code, isOn)}>
              {name(nameZh, nameEn)}
            </Checkbox>
          ))}
        </div>
      </div>
      <ComboBoxField
        label={say('companies')}
        placeholder={say('addCompany')}
        options={companies
          .filter(({ id }) => !draft.companyIds.includes(id))
          .map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
        value={null}
        onChange={(id) => id && change({ companyIds: [...draft.companyIds, Number(id)] })}
      />
      <Chosen
        items={draft.companyIds.map((id) => {
          const company = all.find((one) => one.id === id);
          return { id, label: company ? name(company.nameZh, company.nameEn) : String(id) };
        })}
        onRemove={(id) => change({ companyIds: draft.companyIds.filter((one) => one !== id) })}
      />
    </fieldset>
  );
}
