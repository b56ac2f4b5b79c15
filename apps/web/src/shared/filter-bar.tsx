import type { ReactNode } from 'react';
import { defineMessages } from './i18n/messages';
import { Button } from './ui';

const messages = defineMessages({ clear: '清除筛选' }, { clear: 'Clear filters' });

export interface FilterBarProps {
  /** What is filtered by; kept in the URL by the page. */
  readonly filter: Readonly<Record<string, string | undefined>>;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** The filters above a list, two beside each other on a phone, and one button that takes all of them away. */
export function FilterBar({ filter, onClear, children }: FilterBarProps) {
  const say = messages.useSay();
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 lg:flex lg:flex-wrap lg:items-center print:hidden">
      {children}
      {Object.values(filter).some(Boolean) && (
        <Button variant="ghost" icon="x" className="max-lg:col-span-2" onPress={onClear}>
          {say('clear')}
        </Button>
      )}
    </div>
  );
}
