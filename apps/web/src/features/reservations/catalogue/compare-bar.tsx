import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../shared/ui';
import { compareMessages } from './compare.messages';
import type { CompareProps } from './compare.types';

const CompareDialog = lazy(() => import('./compare-dialog'));

/** What was ticked, and the way to see it beside each other. */
export default function CompareBar({ chosen, onChange }: CompareProps) {
  const say = compareMessages.useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="sticky bottom-3 z-10 mt-3 flex max-lg:bottom-[calc(68px+env(safe-area-inset-bottom))]">
      <div
        role="status"
        className="mx-auto flex items-center gap-2 rounded-md border border-line2 bg-surface px-3 py-2 shadow-lg"
      >
        <span className="num text-sm">{say('compareCount', { count: chosen.length })}</span>
        <Button size="sm" variant="ghost" onPress={() => onChange([])}>
          {say('compareClear')}
        </Button>
        <Button size="sm" variant="primary" isDisabled={chosen.length < 2} onPress={() => setOpen(true)}>
          {say('compare')}
        </Button>
      </div>
      {isOpen && (
        <Suspense>
          <CompareDialog chosen={chosen} onChange={onChange} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
