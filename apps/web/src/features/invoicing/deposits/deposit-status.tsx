import { Badge, type IconName, type Tone } from '../../../shared/ui';
import { depositsMessages } from './deposits.messages';
import type { Deposit } from './deposits.queries';

const looks: Record<Deposit['status'], { readonly tone: Tone; readonly icon: IconName }> = {
  due: { tone: 'warn', icon: 'clock' },
  held: { tone: 'brand', icon: 'lock' },
  refunded: { tone: 'ok', icon: 'check' },
  set_off: { tone: 'ok', icon: 'invoice' },
  forfeited: { tone: 'bad', icon: 'alert' },
  mixed: { tone: 'ok', icon: 'check' },
  cancelled: { tone: 'off', icon: 'x' },
};

/** Where a deposit stands; one that waits for a decision says so. */
export function DepositStatusBadge({ deposit }: { deposit: Pick<Deposit, 'status' | 'isToDecide'> }) {
  const say = depositsMessages.useSay();
  if (deposit.isToDecide)
    return (
      <Badge tone="warn" icon="alert">
        {say('toDecideBadge')}
      </Badge>
    );
  const { tone, icon } = looks[deposit.status];
  return (
    <Badge tone={tone} icon={icon}>
      {say(deposit.status)}
    </Badge>
  );
}
