import { Badge } from '../../shared/ui';
import { servicesMessages } from './services.messages';
import type { ServiceRow } from './services.queries';

const looks = {
  requested: { tone: 'warn', icon: 'clock', pattern: 'hatch-warn' },
  quoted: { tone: 'warn', icon: 'clock' },
  confirmed: { tone: 'brand', icon: 'check' },
  in_work: { tone: 'brand', icon: 'play' },
  done: { tone: 'ok', icon: 'check-circle' },
  rejected: { tone: 'off', icon: 'x' },
  cancelled: { tone: 'off', icon: 'x' },
} as const;

/** Where an order stands; one whose amount is wholly invoiced says so. */
export function OrderStatus({ order }: { order: Pick<ServiceRow, 'status' | 'billed'> }) {
  const say = servicesMessages.useSay();
  return <Badge {...looks[order.status]}>{say(order.billed ? 'billed' : order.status)}</Badge>;
}
