import { Badge, type IconName, type Tone } from '../../../shared/ui';
import { vouchersMessages } from './vouchers.messages';
import type { Voucher } from './vouchers.queries';

const looks: Record<Voucher['status'], { readonly tone: Tone; readonly icon: IconName }> = {
  applied: { tone: 'warn', icon: 'clock' },
  available: { tone: 'ok', icon: 'dot-full' },
  used_up: { tone: 'brand', icon: 'check' },
  submitted: { tone: 'warn', icon: 'clock' },
  redeemed: { tone: 'ok', icon: 'check-circle' },
  returned: { tone: 'off', icon: 'x' },
  expired: { tone: 'off', icon: 'clock' },
};

/** Where a voucher stands; a company that may use none says so beside it. */
export function VoucherStatusBadge({ voucher }: { voucher: Pick<Voucher, 'status' | 'isAffiliated'> }) {
  const say = vouchersMessages.useSay();
  const { tone, icon } = looks[voucher.status];
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={tone} icon={icon}>
        {say(voucher.status)}
      </Badge>
      {voucher.isAffiliated && (
        <Badge tone="bad" icon="alert">
          {say('affiliated')}
        </Badge>
      )}
    </span>
  );
}

/** A share in words: 5000 is 50%. */
export const percent = (bps: number): string => `${bps / 100}%`;
