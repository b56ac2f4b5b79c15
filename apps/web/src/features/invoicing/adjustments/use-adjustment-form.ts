import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../../shared/api/client';
import { ProblemError } from '../../../shared/api/problem';
import { parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import type { Chosen } from '../../../shared/instrument-field';
import { damagedQuery, useAddAdjustment } from './adjustments.queries';

export const taxPresets = {
  rental: { rateBps: 1300, code: '3040502019900000000' },
  service: { rateBps: 600, code: '3040105000000000000' },
  small: { rateBps: 100, code: '3040502019900000000' },
} as const;
export type TaxPreset = keyof typeof taxPresets;

/** As it stands on a Chinese invoice, whatever the language of the page. */
const itemNames = {
  damage: '*经营租赁*设备损坏赔偿',
  adjustment: '*经营租赁*费用调整',
} as const;

export interface AdjustmentDraft {
  readonly kind: 'damage' | 'adjustment';
  readonly companyId: number | null;
  readonly instrument: Chosen | null;
  readonly month: string;
  readonly amountFen: number | null;
  readonly tax: TaxPreset;
  readonly itemName: string;
  readonly reason: string;
  readonly evidenceUrl: string;
}

type Fault = 'needCompany' | 'needAmount' | 'needPositive' | 'needReason' | 'needName' | 'badUrl';
type Faults = Partial<Record<keyof AdjustmentDraft, Fault>>;

function amountFault({ amountFen, kind }: AdjustmentDraft): Fault | undefined {
  if (amountFen === null || amountFen === 0) return 'needAmount';
  return amountFen < 0 && kind === 'damage' ? 'needPositive' : undefined;
}

function faultsOf(draft: AdjustmentDraft, companyId: number | null): Faults {
  const faults: Faults = {
    companyId: companyId === null ? 'needCompany' : undefined,
    amountFen: amountFault(draft),
    reason: draft.reason.trim() === '' ? 'needReason' : undefined,
    itemName: draft.itemName.trim() === '' ? 'needName' : undefined,
    evidenceUrl: /^(https?:\/\/\S+|\/\S*)?$/.test(draft.evidenceUrl.trim()) ? undefined : 'badUrl',
  };
  return faults;
}

/** A charge while it is stated; one that comes from a reservation has its company and instrument. */
export function useAdjustmentForm(kind: AdjustmentDraft['kind'], reservationId: number | null) {
  const name = useName();
  const [draft, setDraft] = useState<AdjustmentDraft>(() => ({
    kind,
    companyId: null,
    instrument: null,
    month: parkToday().slice(0, 7),
    amountFen: null,
    tax: 'rental',
    itemName: itemNames[kind],
    reason: '',
    evidenceUrl: '',
  }));
  const [wasTried, setTried] = useState(false);
  const [key] = useState(newKey);
  const { data: reservation } = useQuery(damagedQuery(reservationId));
  const add = useAddAdjustment(key);
  const companyId = reservation?.companyId ?? draft.companyId;
  const faults = faultsOf(draft, companyId);
  const change = (part: Partial<AdjustmentDraft>): void => {
    const isNamed = draft.itemName !== itemNames[draft.kind];
    const itemName = part.kind && !isNamed ? { itemName: itemNames[part.kind] } : {};
    setDraft({ ...draft, ...itemName, ...part });
    if (add.error) add.reset();
  };
  /** Sends it; false when something is wrong. */
  const submit = async (): Promise<boolean> => {
    setTried(true);
    if (Object.values(faults).some(Boolean) || companyId === null) return false;
    const { rateBps: taxRateBps, code: taxCode } = taxPresets[draft.tax];
    await add.mutateAsync({
      companyId,
      kind: draft.kind,
      ...(reservation ? { reservationId: reservation.id } : {}),
      ...(!reservation && draft.instrument ? { instrumentId: draft.instrument.id } : {}),
      month: draft.month,
      amountFen: draft.amountFen ?? 0,
      taxRateBps,
      taxCode,
      itemName: draft.itemName.trim(),
      reason: draft.reason.trim(),
      evidenceUrl: draft.evidenceUrl.trim(),
    });
    return true;
  };
  return {
    draft,
    change,
    submit,
    reservation: reservation && {
      id: String(reservation.id),
      instrument: `${name(reservation.instrumentZh, reservation.instrumentEn)} ${reservation.assetNo}`,
      company: name(reservation.companyZh, reservation.companyEn),
    },
    faults: wasTried ? faults : {},
    problem: add.error instanceof ProblemError ? add.error : null,
    isSending: add.isPending,
  };
}

export type AdjustmentForm = ReturnType<typeof useAdjustmentForm>;
