import { useState } from 'react';
import { Button } from '../../shared/ui';
import { HandoverDialog, type UsageAct, type UsageSubject } from './handover-dialog';
import { usageMessages } from './usage.messages';

const acts: readonly UsageAct[] = ['hand_over', 'take_back', 'no_show'];
const labels = { hand_over: 'handOver', take_back: 'takeBack', no_show: 'noShow' } as const;

/** What the lab may note about a reservation now: hand over, take back, nobody came. */
export function UsageActions({
  subject,
  allowed,
  size,
}: {
  subject: UsageSubject;
  allowed: readonly string[];
  size?: 'sm' | 'md';
}) {
  const say = usageMessages.useSay();
  const [open, setOpen] = useState<UsageAct | null>(null);
  return (
    <>
      {acts
        .filter((act) => allowed.includes(act))
        .map((act) => (
          <Button key={act} size={size} variant={act === 'no_show' ? 'ghost' : 'primary'} onPress={() => setOpen(act)}>
            {say(labels[act])}
          </Button>
        ))}
      {open && <HandoverDialog act={open} subject={subject} onClose={() => setOpen(null)} />}
    </>
  );
}
