import { queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

export type CountsView = components['schemas']['Counts'];
export type CountItem = CountsView['items'][number];
export type Countable = CountsView['countable'][number];

/** Within the reservation's own key, so that whatever refreshes it refreshes this. */
export const countsQuery = (id: number) =>
  queryOptions({
    queryKey: ['reservations', 'one', id, 'counts'] as const,
    queryFn: ({ signal }) => get<CountsView>(`/reservations/${id}/counts`, {}, signal),
  });

export const keyOf = ({ component, code }: Pick<Countable, 'component' | 'code'>): string => `${component}|${code}`;

/** What was typed, by thing. */
export type Typed = Readonly<Record<string, number>>;

/** As the API takes it: runs and samples by themselves, extras by their codes; of what was typed only. */
export function countsBody(things: readonly Countable[], typed: Typed): object {
  const said = things.filter((one) => typed[keyOf(one)] !== undefined);
  const of = (component: string): number | undefined => {
    const found = said.find((one) => one.component === component);
    return found && typed[keyOf(found)];
  };
  const extras = said
    .filter(({ code }) => code !== '')
    .map((one) => ({ code: one.code, quantity: typed[keyOf(one)] ?? 0 }));
  return { runs: of('run'), samples: of('sample'), extras };
}
