import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as RacTabs } from 'react-aria-components';
import { cx, focusRing } from './styles';

export interface TabItem<Id extends string = string> {
  id: Id;
  label: ReactNode;
  content: ReactNode;
  isDisabled?: boolean;
}

export interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly TabItem<Id>[];
  /** The open tab; keep it in the URL. */
  selected?: Id;
  onSelect?: (id: Id) => void;
  className?: string;
}

/** Views of one thing beside each other; only the open one is rendered. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, className }: TabsProps<Id>) {
  return (
    <RacTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find((one) => one.id === key);
        if (tab) onSelect?.(tab.id);
      }}
      className={className}
    >
      <TabList aria-label={label} className="flex gap-[4px] overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            isDisabled={tab.isDisabled}
            className={cx(
              '-mb-px flex min-h-[36px] cursor-default items-center gap-[6px] rounded-t border-b-2 border-transparent px-[12px] whitespace-nowrap text-mut -outline-offset-2 data-disabled:opacity-50 data-hovered:text-ink data-selected:border-brand data-selected:font-medium data-selected:text-brand-strong max-lg:min-h-[44px]',
              focusRing.replace('outline-offset-2', ''),
            )}
          >
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={cx('pt-[12px]', focusRing)}>
          {tab.content}
        </TabPanel>
      ))}
    </RacTabs>
  );
}
