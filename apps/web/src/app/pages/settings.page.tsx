import { CalendarPanel } from '../../features/settings/calendar-panel';
import { FiguresCard } from '../../features/settings/figures-card';
import { OverridesPanel, subjectOf } from '../../features/settings/overrides-panel';
import { RulesEditor } from '../../features/settings/rules-editor';
import { SellerForm } from '../../features/settings/seller-form';
import { sellerMessages } from '../../features/settings/seller.messages';
import { settingsMessages } from '../../features/settings/settings.messages';
import { parkToday } from '../../shared/format/format';
import { useSearchState } from '../../shared/search-state';
import { PageHeader, Tabs } from '../../shared/ui';

const tabs = ['rules', 'overrides', 'calendar', 'seller'] as const;

/** What the park sets: rules of booking, where they differ, its calendar. */
export default function SettingsPage() {
  const say = settingsMessages.useSay();
  const seller = sellerMessages.useSay();
  const [{ tab, of, year }, change] = useSearchState();
  return (
    <>
      <PageHeader title={say('title')} />
      <Tabs
        label={say('title')}
        selected={tabs.find((one) => one === tab) ?? 'rules'}
        onSelect={(id) => change({ tab: id === 'rules' ? '' : id, of: '', year: '' })}
        tabs={[
          { id: 'rules', label: say('tabRules'), content: <ParkRules /> },
          {
            id: 'overrides',
            label: say('tabOverrides'),
            content: <OverridesPanel subject={subjectOf(of)} onSubject={(next) => change({ of: next })} />,
          },
          {
            id: 'calendar',
            label: say('tabCalendar'),
            content: <CalendarPanel year={yearOf(year)} onYear={(next) => change({ year: String(next) })} />,
          },
          { id: 'seller', label: seller('tab'), content: <SellerForm /> },
        ]}
      />
    </>
  );
}

const yearOf = (text = ''): number => Number(/^2[01]\d\d$/.test(text) ? text : parkToday().slice(0, 4));

function ParkRules() {
  const say = settingsMessages.useSay();
  return (
    <div className="grid grid-cols-1 gap-4 pt-3">
      <p className="m-0 text-mut">{say('rulesIntro')}</p>
      <RulesEditor path="/settings/rules/park" isPark />
      <FiguresCard />
    </div>
  );
}
