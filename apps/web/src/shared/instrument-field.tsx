import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from './api/client';
import { defineMessages, useName } from './i18n/messages';
import { ComboBoxField } from './ui';

const messages = defineMessages(
  { label: '仪器', placeholder: '名称、拼音首字母、型号或资产编号' },
  { label: 'Instrument', placeholder: 'Name, model or asset no.' },
);

interface Found {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Chosen {
  readonly id: number;
  readonly label: string;
}

export interface InstrumentFieldProps {
  readonly value: Chosen | null;
  readonly onChange: (instrument: Chosen | null) => void;
  readonly error?: string;
  readonly isRequired?: boolean;
}

/** An instrument found by typing; the API searches. */
export function InstrumentField({ value, onChange, error, isRequired }: InstrumentFieldProps) {
  const say = messages.useSay();
  const name = useName();
  const [typed, setTyped] = useState('');
  const q = typed === value?.label ? '' : typed.trim().slice(0, 100);
  const { data } = useQuery({
    queryKey: ['shared', 'instruments', q],
    queryFn: ({ signal }) => get<{ items: readonly Found[] }>('/instruments', { q, limit: 20 }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const found = (data?.items ?? []).map((one) => ({
    id: one.id,
    label: `${name(one.nameZh, one.nameEn)} ${one.assetNo}`,
  }));
  const shown = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <ComboBoxField
      label={say('label')}
      placeholder={say('placeholder')}
      isRequired={isRequired}
      error={error}
      value={value ? String(value.id) : null}
      onChange={(id) => onChange(shown.find((one) => String(one.id) === id) ?? null)}
      onSearch={setTyped}
      options={shown.map(({ id, label }) => ({ id: String(id), label }))}
    />
  );
}
