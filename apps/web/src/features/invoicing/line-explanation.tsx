import { explainLine } from './explain-line';
import { explainMessages } from './explain.messages';
import type { ChargeLine } from '../../shared/charge-line';

/** Why an amount is what it is, in words: period, price, rounding, tax. */
export function LineExplanation({ line, id }: { line: ChargeLine; id?: string }) {
  const say = explainMessages.useSay();
  return (
    <dl id={id} className="grid gap-x-4 gap-y-1 rounded bg-sunken px-3 py-2.5 text-sm lg:grid-cols-[72px_1fr]">
      {explainLine(line, say).map((point, index) => (
        <div key={index} className="contents">
          <dt className="text-mut max-lg:mt-1">{say(point.topic)}</dt>
          <dd className="num">{point.text}</dd>
        </div>
      ))}
    </dl>
  );
}
