import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, type IconName, toast } from '../../shared/ui';
import { HandoverDialog, type UsageAct, type UsageSubject } from './handover-dialog';
import { startSession } from './usage.queries';
import { usageMessages } from './usage.messages';

const acts: readonly UsageAct[] = ['hand_over', 'take_back', 'stop', 'no_show'];
const labels = { hand_over: 'handOver', take_back: 'takeBack', no_show: 'noShow', stop: 'stop' } as const;
const icons: Partial<Record<UsageAct, IconName>> = { stop: 'stop' };

/** What may be noted about a reservation now: start and stop by its owner; hand over, take back, nobody came by the lab. */
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
      {allowed.includes('start') && <StartButton id={subject.id} size={size} />}
      {acts
        .filter((act) => allowed.includes(act))
        .map((act) => (
          <Button
            key={act}
            size={size}
            icon={icons[act]}
            variant={act === 'no_show' ? 'secondary' : 'primary'}
            onPress={() => setOpen(act)}
          >
            {say(labels[act])}
          </Button>
        ))}
      {open && <HandoverDialog act={open} subject={subject} onClose={() => setOpen(null)} />}
    </>
  );
}

/** One tap: the session runs. Why it does not is said on the spot. */
function StartButton({ id, size }: { id: number; size?: 'sm' | 'md' }) {
  const say = usageMessages.useSay();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => startSession(id),
    onSuccess: () => toast({ title: say('started'), tone: 'ok' }),
    onError: (error) => toast({ title: say('notStarted'), detail: error.message, tone: 'bad' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['reservations'] }),
  });
  return (
    <Button size={size} variant="primary" icon="play" isPending={start.isPending} onPress={() => start.mutate()}>
      {say('start')}
    </Button>
  );
}
