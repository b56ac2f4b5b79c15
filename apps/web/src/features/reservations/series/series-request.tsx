import { useQuery } from '@tanstack/react-query';
import { ruleText } from './rule-text';
import { SeriesDecision } from './series-decision';
import { seriesMessages } from './series.messages';
import { seriesQuery } from './series.queries';

/** Beside a request that is one of several: the rule, and one decision about all that wait. */
export default function SeriesRequest({ seriesId }: { seriesId: number }) {
  const say = seriesMessages.useSay();
  const { data } = useQuery(seriesQuery(seriesId));
  if (!data || data.requested === 0) return null;
  return (
    <section className="grid gap-2 rounded border border-line bg-sunken p-3">
      <h3 className="font-semibold">{say('series')}</h3>
      <p>{ruleText(data)}</p>
      <SeriesDecision seriesId={seriesId} requested={data.requested} />
    </section>
  );
}
