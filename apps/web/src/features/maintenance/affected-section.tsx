import { DateTimeField } from '../../shared/date-time-field';
import { Callout, SegmentedControl, Skeleton } from '../../shared/ui';
import { useNow } from '../../shared/use-now';
import { AffectedList } from './affected-list';
import { AskList } from './ask-list';
import { maintenanceMessages } from './maintenance.messages';
import { canMakeWay } from './resolutions';
import type { OutagePlan } from './use-outage-plan';

/** Who stands in the way, before anything is saved: ask them, or decide for them now. */
export function AffectedSection({ plan }: { plan: OutagePlan }) {
  const say = maintenanceMessages.useSay();
  const now = useNow();
  const { preview, affected, choices } = plan;
  if (preview.isLoading) return <Skeleton lines={3} />;
  if (preview.error)
    return (
      <Callout tone="bad" role="alert" title={say('previewFailed')}>
        {preview.error.message}
      </Callout>
    );
  if (!preview.data) return null;
  if (preview.data.isTaken)
    return (
      <Callout tone="bad" role="alert" title={say('takenTitle')}>
        {say('takenDetail')}
      </Callout>
    );
  if (affected.length === 0) return <Callout tone="ok">{say('nobody')}</Callout>;
  return (
    <Callout tone="warn" role="status" title={say('affectedTitle', { count: affected.length })}>
      {!affected.every(canMakeWay) && <p className="mb-2 font-medium text-bad">{say('inUseFirst')}</p>}
      <SegmentedControl
        label={say('manner')}
        showLabel
        value={choices.manner}
        onChange={plan.setManner}
        options={[
          { id: 'ask', label: say('mannerAsk') },
          { id: 'decide', label: say('mannerDecide') },
        ]}
      />
      <p className="my-2 text-sm">{say(choices.manner === 'ask' ? 'askDetail' : 'affectedDetail')}</p>
      {choices.manner === 'ask' ? (
        <>
          <div className="mb-2">
            <DateTimeField
              label={say('answerBy')}
              value={choices.answerBy}
              onChange={plan.setAnswerBy}
              error={choices.answerBy !== null && choices.answerBy <= now ? say('answerByPast') : undefined}
              isRequired
            />
          </div>
          <AskList affected={affected} defaults={choices.defaults} onChange={plan.setDefault} />
        </>
      ) : (
        <AffectedList affected={affected} chosen={choices.chosen} onChoose={plan.choose} />
      )}
    </Callout>
  );
}
