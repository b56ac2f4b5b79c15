import { useState } from 'react';
import { TextField } from '../../../shared/ui';
import { AskAndDo } from './ask-and-do';
import { vouchersMessages } from './vouchers.messages';
import { useVoucherAct, type Voucher } from './vouchers.queries';

/** What finance can do with a voucher as a whole. */
export function VoucherActs({ voucher }: { voucher: Voucher }) {
  const say = vouchersMessages.useSay();
  const [reference, setReference] = useState('');
  const setState = useVoucherAct<{ version: number; state: string }>(`/vouchers/${voucher.id}/state`);
  const submit = useVoucherAct<{ reference: string }>(`/vouchers/${voucher.id}/submit`);
  const { version, no, status, usedFen } = voucher;
  return (
    <>
      {voucher.uses.some((use) => use.state === 'used') && (
        <AskAndDo
          label={say('submit')}
          title={say('submitTitle')}
          consequence={say('submitWhat')}
          act={() => submit.mutateAsync({ reference: reference.trim() })}
        >
          <TextField label={say('submitRef')} value={reference} onChange={setReference} maxLength={100} />
        </AskAndDo>
      )}
      {status === 'applied' && (
        <AskAndDo
          label={say('grant')}
          title={say('grant')}
          consequence={say('stateAvailable')}
          act={() => setState.mutateAsync({ version, state: 'available' })}
        />
      )}
      {status !== 'returned' && usedFen === 0 && (
        <AskAndDo
          label={say('giveBack')}
          title={say('giveBackTitle', { no })}
          consequence={say('giveBackWhat')}
          tone="danger"
          act={() => setState.mutateAsync({ version, state: 'returned' })}
        />
      )}
    </>
  );
}
