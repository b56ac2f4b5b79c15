import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../shared/api/client';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { type Chosen, InstrumentField } from '../../shared/instrument-field';
import {
  Button,
  Callout,
  Checkbox,
  ComboBoxField,
  DateField,
  NumberField,
  SegmentedControl,
  Sheet,
  TextArea,
  TextField,
  toast,
} from '../../shared/ui';
import { servicesMessages } from './services.messages';
import { categoriesQuery, companiesQuery, useRequestService } from './services.queries';

const blank = {
  companyId: null as string | null,
  by: 'instrument' as 'instrument' | 'category',
  instrument: null as Chosen | null,
  categoryId: null as string | null,
  samples: 1 as number | null,
  description: '',
  project: '',
  rdUse: true,
  wantedBy: null as string | null,
};
type Draft = Readonly<typeof blank>;
type Fault = 'needCompany' | 'needInstrument' | 'needCategory' | 'needSamples' | 'needDescription';

function faultsOf(draft: Draft, isStaff: boolean): Partial<Record<keyof Draft, Fault>> {
  return {
    ...(isStaff && draft.companyId === null && { companyId: 'needCompany' }),
    ...(draft.by === 'instrument' && draft.instrument === null && { instrument: 'needInstrument' }),
    ...(draft.by === 'category' && draft.categoryId === null && { categoryId: 'needCategory' }),
    ...(!draft.samples && { samples: 'needSamples' }),
    ...(draft.description.trim() === '' && { description: 'needDescription' }),
  };
}

function useRequestForm(isStaff: boolean, onDone: (id: number) => void) {
  const say = servicesMessages.useSay();
  const [draft, setDraft] = useState<Draft>(blank);
  const [wasTried, setTried] = useState(false);
  const [key] = useState(newKey);
  const request = useRequestService(key);
  const faults = faultsOf(draft, isStaff);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const { companyId, by, instrument, categoryId, samples, description, project, rdUse, wantedBy } = draft;
    const made = await request.mutateAsync({
      ...(companyId ? { companyId: Number(companyId) } : {}),
      ...(by === 'instrument' ? { instrumentId: instrument?.id } : { categoryId: Number(categoryId) }),
      samples: samples ?? 1,
      description: description.trim(),
      project: project.trim(),
      rdUse,
      ...(wantedBy ? { wantedBy } : {}),
    });
    toast({ title: say('sent'), detail: isStaff ? undefined : say('sentDetail'), tone: 'ok' });
    onDone(made.id);
  };
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    submit: () => void submit().catch(() => undefined),
    errorOf: (field: keyof Draft) => (wasTried && faults[field] ? say(faults[field]) : undefined),
    error: request.error,
    isSending: request.isPending,
  };
}
type Form = ReturnType<typeof useRequestForm>;

export interface RequestOrderProps {
  readonly isStaff: boolean;
  readonly onClose: () => void;
  readonly onDone: (id: number) => void;
}

/** Asks for samples to be run: on what, how many, what for; staff in a company's name. */
export function RequestOrder({ isStaff, onClose, onDone }: RequestOrderProps) {
  const say = servicesMessages.useSay();
  const form = useRequestForm(isStaff, onDone);
  return (
    <Sheet
      isOpen
      title={say('request')}
      isDismissable={form.draft.description === ''}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancelForm')}</Button>
          <Button variant="primary" isPending={form.isSending} onPress={form.submit}>
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {form.error && (
          <Callout tone="bad" role="alert" title={say('refused')}>
            {form.error.message}
          </Callout>
        )}
        {isStaff && <CompanyChoice form={form} />}
        <OnChoice form={form} />
        <Details form={form} />
      </div>
    </Sheet>
  );
}

function CompanyChoice({ form: { draft, change, errorOf } }: { form: Form }) {
  const say = servicesMessages.useSay();
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  return (
    <ComboBoxField
      label={say('company')}
      isRequired
      options={companies.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
      value={draft.companyId}
      onChange={(companyId) => change({ companyId })}
      error={errorOf('companyId')}
    />
  );
}

function OnChoice({ form: { draft, change, errorOf } }: { form: Form }) {
  const say = servicesMessages.useSay();
  const name = useName();
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <>
      <SegmentedControl
        label={say('where')}
        showLabel
        options={[
          { id: 'instrument', label: say('byInstrument') },
          { id: 'category', label: say('byCategory') },
        ]}
        value={draft.by}
        onChange={(by) => change({ by })}
      />
      {draft.by === 'instrument' ? (
        <InstrumentField
          isRequired
          value={draft.instrument}
          onChange={(instrument) => change({ instrument })}
          error={errorOf('instrument')}
        />
      ) : (
        <ComboBoxField
          label={say('category')}
          isRequired
          options={categories.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
          value={draft.categoryId}
          onChange={(categoryId) => change({ categoryId })}
          error={errorOf('categoryId')}
        />
      )}
    </>
  );
}

function Details({ form: { draft, change, errorOf } }: { form: Form }) {
  const say = servicesMessages.useSay();
  return (
    <>
      <div className="grid gap-3 lg:grid-cols-2">
        <NumberField
          label={say('samples')}
          isRequired
          min={1}
          max={100_000}
          value={draft.samples}
          onChange={(samples) => change({ samples })}
          error={errorOf('samples')}
        />
        <DateField
          label={say('wantedBy')}
          min={parkToday()}
          value={draft.wantedBy}
          onChange={(wantedBy) => change({ wantedBy })}
        />
      </div>
      <TextArea
        label={say('description')}
        description={say('descriptionHelp')}
        isRequired
        rows={4}
        maxLength={2000}
        value={draft.description}
        onChange={(description) => change({ description })}
        error={errorOf('description')}
      />
      <TextField
        label={say('project')}
        maxLength={200}
        value={draft.project}
        onChange={(project) => change({ project })}
      />
      <Checkbox isSelected={draft.rdUse} onChange={(rdUse) => change({ rdUse })}>
        {say('rdUse')}
      </Checkbox>
    </>
  );
}
