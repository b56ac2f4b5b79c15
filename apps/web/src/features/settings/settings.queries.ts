import type { RulesLayer } from '@parkbench/domain';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, post, put } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type RulesInForce = Schemas['RulesInForce'];
export type Overrides = Schemas['RuleOverrides'];
export type ParkFigures = Schemas['ParkFigures'];
export type SellerData = Schemas['SellerData'];
export type CalendarYear = Schemas['ParkCalendarYear'];
export type Closure = Schemas['Closure'];
export type ClosureAffects = Schemas['ClosureAffects'];

/** Everything of the settings is kept below this key. */
const settingsKey = ['settings'] as const;

/** Whose rules: '/settings/rules/park', '/categories/3/rules', '/instruments/5/rules'. */
export const rulesQuery = (path: string) =>
  queryOptions({
    queryKey: [...settingsKey, 'rules', path],
    queryFn: ({ signal }) => get<RulesInForce>(path, {}, signal),
  });
export const overridesQuery = queryOptions({
  queryKey: [...settingsKey, 'overrides'],
  queryFn: ({ signal }) => get<Overrides>('/settings/rules', {}, signal),
});
export const figuresQuery = queryOptions({
  queryKey: [...settingsKey, 'figures'],
  queryFn: ({ signal }) => get<ParkFigures>('/settings/park', {}, signal),
});
export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: [...settingsKey, 'calendar', year],
    queryFn: ({ signal }) => get<CalendarYear>(`/settings/calendar/${year}`, {}, signal),
  });
export const closuresQuery = queryOptions({
  queryKey: [...settingsKey, 'closures'],
  queryFn: ({ signal }) => get<{ items: readonly Closure[] }>('/settings/closures', {}, signal),
  select: (page) => page.items,
});

function useSettingsCommand<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries({ queryKey: settingsKey }),
  });
}

/** Replaces what one layer sets, on the version that was read. */
export const useSaveRules = (path: string) =>
  useSettingsCommand(({ rules, version }: { rules: RulesLayer; version: number }) =>
    put<RulesInForce>(path, { rules }, { ifMatch: version }),
  );
export const useSaveFigures = () =>
  useSettingsCommand(({ version, ...figures }: ParkFigures) =>
    put<ParkFigures>('/settings/park', figures, { ifMatch: version }),
  );

export const sellerQuery = queryOptions({
  queryKey: [...settingsKey, 'seller'],
  queryFn: ({ signal }) => get<SellerData>('/settings/seller', {}, signal),
  staleTime: Infinity,
  gcTime: 0,
});
export const useSaveSeller = () =>
  useSettingsCommand(({ version, ...seller }: SellerData) =>
    put<SellerData>('/settings/seller', seller, { ifMatch: version }),
  );

export type CalendarAct =
  | { readonly act: 'takeOver'; readonly year: number }
  | { readonly act: 'state'; readonly year: number; readonly known: boolean }
  | { readonly act: 'set'; readonly day: string; readonly kind: 'holiday' | 'workday'; readonly nameZh: string }
  | { readonly act: 'remove'; readonly day: string };

const send = (act: CalendarAct): Promise<unknown> => {
  if (act.act === 'takeOver') return post(`/settings/calendar/${act.year}/take-over`);
  if (act.act === 'state') return put(`/settings/calendar/${act.year}/state`, { known: act.known });
  if (act.act === 'remove') return del(`/settings/days/${act.day}`);
  return put(`/settings/days/${act.day}`, { kind: act.kind, nameZh: act.nameZh });
};
export const useCalendarAct = () => useSettingsCommand(send);

export interface NewClosure {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reasonZh: string;
  readonly reasonEn: string;
  readonly affected: number;
}
export const affectedQuery = (startsAt: string, endsAt: string) =>
  queryOptions({
    queryKey: [...settingsKey, 'affected', startsAt, endsAt],
    queryFn: () => post<ClosureAffects>('/settings/closures/affected', { startsAt, endsAt }),
  });
export const useClosePark = () => useSettingsCommand((closure: NewClosure) => post('/settings/closures', closure));
export const useOpenPark = () => useSettingsCommand((id: number) => del<void>(`/settings/closures/${id}`));
