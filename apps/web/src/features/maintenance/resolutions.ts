import type { Affected, Resolution } from './maintenance.queries';

/** The choices that there are for a reservation in the way, each with what the API is then sent. */
export interface Way {
  readonly id: string;
  readonly resolution: Resolution;
  readonly to?: { readonly startsAt: string; readonly endsAt: string; readonly startsOn?: string };
  readonly instrument?: Pick<
    Affected['suggestions']['equivalents'][number],
    'nameZh' | 'nameEn' | 'assetNo' | 'likeness'
  >;
}

/** Another instrument at the same time, later on the same one, kept with its rent abated, or given up without a fee. */
export function waysOf(one: Affected): Way[] {
  const { nextFree, equivalents } = one.suggestions;
  const own = { reservationId: one.id };
  const isAhead = one.status === 'requested' || one.status === 'confirmed';
  const others = equivalents.map((other): Way => ({
    id: `swap:${other.instrumentId}`,
    instrument: other,
    resolution: { ...own, action: 'swap', instrumentId: other.instrumentId },
  }));
  const later: Way[] = nextFree
    ? [{ id: 'move', to: nextFree, resolution: { ...own, action: 'move', ...timesOf(one, nextFree) } }]
    : [];
  const stay: Way[] = one.choices.includes('stay') ? [{ id: 'stay', resolution: { ...own, action: 'stay' } }] : [];
  const cancel: Way = { id: 'cancel', resolution: { ...own, action: 'cancel' } };
  return isAhead ? [...others, ...later, ...stay, cancel] : stay;
}

function timesOf(one: Affected, slot: { startsAt: string; endsAt: string; startsOn?: string }): Partial<Resolution> {
  if (one.kind === 'rental') return { startsOn: slot.startsOn };
  return { startsAt: slot.startsAt, endsAt: slot.endsAt };
}

/** What is sent, once every reservation has its way; null before. */
export function resolutionsOf(
  affected: readonly Affected[],
  chosen: Readonly<Record<number, string>>,
): Resolution[] | null {
  const all = affected.map((one) => waysOf(one).find((way) => way.id === chosen[one.id])?.resolution);
  return all.every((one) => one !== undefined) ? all : null;
}

/** What is in use, and no rental, does not make way: its instrument must come back first. */
export const canMakeWay = (one: Affected): boolean => one.choices.length > 0;

/** A rental that was handed over stays in any case; its owner is told, and not asked. */
export const isAskedAbout = (one: Affected): boolean => one.status === 'requested' || one.status === 'confirmed';
