import { useId, useState } from 'react';
import { Icon } from '../../shared/ui';
import { explainMessages } from './explain.messages';
import type { ChargeLine } from '../../shared/charge-line';
import { LineExplanation } from './line-explanation';

/** Opens how a line's amount was reckoned, for lines that stand elsewhere than on an invoice. */
export function WhyThisAmount({ line }: { line: ChargeLine }) {
  const say = explainMessages.useSay();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        className="inline-flex min-h-6 items-center gap-1 rounded-sm text-sm text-brand-strong outline-offset-2 outline-brand hover:underline focus-visible:outline-2 max-lg:min-h-11"
      >
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={14} />
        {say('why')}
      </button>
      {isOpen && <LineExplanation id={id} line={line} />}
    </div>
  );
}
