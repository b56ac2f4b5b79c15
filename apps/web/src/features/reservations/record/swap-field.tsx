import { useQuery } from '@tanstack/react-query';
import { get } from '../../../shared/api/client';
import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { SelectField } from '../../../shared/ui';
import { oneKey } from '../reservations.queries';
import type { Equivalent, Reservation } from '../reservations.types';
import { changeMessages } from './change.messages';

export interface SwapFieldProps {
  readonly reservation: Reservation;
  readonly onInstrument: (id: number) => void;
}

/** An equivalent instrument that is free in the same time, with its price; nothing where there is none. */
export function SwapField({ reservation, onInstrument }: SwapFieldProps) {
  const say = changeMessages.useSay();
  const name = useName();
  const { id } = reservation;
  const { data } = useQuery({
    queryKey: [...oneKey(id), 'equivalents'],
    queryFn: ({ signal }) => get<{ equivalents: readonly Equivalent[] }>(`/reservations/${id}/equivalents`, {}, signal),
  });
  const priced = (data?.equivalents ?? []).filter((one) => one.totalFen !== null);
  if (priced.length === 0) return null;
  return (
    <SelectField
      label={say('swap')}
      placeholder={say('swapKeep')}
      value={null}
      onChange={(chosen) => chosen !== null && onInstrument(Number(chosen))}
      options={priced.map((one) => ({
        id: String(one.instrumentId),
        label: [
          `${name(one.nameZh, one.nameEn)} ${one.assetNo}`,
          money(one.totalFen ?? 0),
          ...(one.likeness === 'similar' ? [say('swapSimilar')] : []),
        ].join(' · '),
      }))}
    />
  );
}
