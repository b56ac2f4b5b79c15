import { Badge, type Tone } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import type { TaxState } from './tax.queries';

const tones: Record<TaxState['state'], Tone> = {
  none: 'off',
  exported: 'brand',
  issued: 'ok',
  partly_red: 'warn',
  red: 'bad',
};

/** Where a statement stands with the tax bureau. */
export function TaxStateBadge({ state }: { state: TaxState['state'] }) {
  const say = taxMessages.useSay();
  return <Badge tone={tones[state]}>{say(`state_${state}`)}</Badge>;
}
