import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import { invoicingKey } from '../invoicing.queries';

export const itemKinds = ['damage', 'adjustment', 'service', 'assistance', 'consumable', 'forfeit'] as const;
export type ItemKind = (typeof itemKinds)[number];
export const itemStates = ['open', 'invoiced', 'withdrawn'] as const;
export type ItemState = (typeof itemStates)[number];

export interface Adjustment {
  readonly id: number;
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly kind: ItemKind;
  readonly reservationId: number | null;
  readonly serviceOrderId: number | null;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly month: string;
  readonly amountFen: number;
  readonly taxRateBps: number;
  readonly itemName: string;
  readonly reason: string;
  readonly evidenceUrl: string;
  readonly state: ItemState;
  readonly invoices: readonly { readonly id: number; readonly number: string }[];
  readonly createdAt: string;
  readonly createdByName: string;
  readonly withdrawnReason: string | null;
}

export interface AdjustmentPage {
  readonly items: readonly Adjustment[];
  readonly nextCursor: string | null;
  readonly totals: { readonly count: number; readonly amountFen: number };
}

export type AdjustmentFilter = Readonly<Partial<Record<'companyId' | 'kind' | 'state' | 'month' | 'q', string>>>;

export interface NewAdjustment {
  readonly companyId: number;
  readonly kind: 'damage' | 'adjustment';
  readonly reservationId?: number;
  readonly instrumentId?: number;
  readonly month: string;
  readonly amountFen: number;
  readonly taxRateBps: number;
  readonly taxCode: string;
  readonly itemName: string;
  readonly reason: string;
  readonly evidenceUrl: string;
}

export const adjustmentsKey = [...invoicingKey, 'adjustments'] as const;

interface ReservationSeen {
  readonly id: number;
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
}

/** The reservation that a damage belongs to. */
export const damagedQuery = (id: number | null) =>
  queryOptions({
    queryKey: [...adjustmentsKey, 'reservation', id],
    queryFn: ({ signal }) => get<ReservationSeen>(`/reservations/${id ?? 0}`, {}, signal),
    enabled: id !== null,
  });

function useRefreshed() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: invoicingKey });
}

/** States what a company owes besides its reservations; one key a form, so that a second press states nothing twice. */
export function useAddAdjustment(key: string) {
  return useMutation({
    mutationFn: (body: NewAdjustment) => post<{ id: number }>('/adjustments', body, { key }),
    onSuccess: useRefreshed(),
  });
}

export function useWithdrawAdjustment(key: string) {
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      post<{ id: number }>(`/adjustments/${id}/withdraw`, { reason }, { key }),
    onSettled: useRefreshed(),
  });
}
