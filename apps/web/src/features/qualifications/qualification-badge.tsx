import { Badge, type IconName, type Tone } from '../../shared/ui';
import type { Qualification, QualificationState } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';

const looks: Record<QualificationState, { tone: Tone; icon: IconName }> = {
  valid: { tone: 'ok', icon: 'check' },
  expiring: { tone: 'warn', icon: 'clock' },
  expired: { tone: 'bad', icon: 'x' },
  upcoming: { tone: 'off', icon: 'clock' },
};

/** How one stands, and until when. */
export function QualificationBadge({ qualification: { state, end } }: { qualification: Qualification }) {
  const say = qualificationMessages.useSay();
  return (
    <Badge {...looks[state]}>
      <span className="num">{end === null ? say('forGood') : say('untilDay', { day: end })}</span>
    </Badge>
  );
}
