import { RateTabs } from '../../features/pricing/rate-tabs';
import { RatesActions } from '../../features/pricing/rates-actions';
import { useSession } from '../../features/identity/session';
import { PlansSheet } from '../../features/pricing/plans-sheet';
import { pricingMessages } from '../../features/pricing/pricing.messages';
import type { RateRow, Subject } from '../../features/pricing/pricing.types';
import { RatesFilters } from '../../features/pricing/rates-filters';
import { RatesList, type RatesFilter } from '../../features/pricing/rates-list';
import { queryText } from '../../shared/query-text';
import { useSearchState } from '../../shared/search-state';
import { PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** What everything costs and from when on; ?instrument or ?category opens the plans of one. */
export default function RatesPage() {
  const say = pricingMessages.useSay();
  const [search, change] = useSearchState();
  const { role } = useSession().member;
  const { q, categoryId, source } = search;
  const filter: RatesFilter = { q, categoryId, source };
  const of = search.of === 'category' ? 'category' : 'instrument';
  const hrefOf = (row: RateRow): string => {
    const open = row.instrumentId === null ? { category: row.categoryId } : { instrument: row.instrumentId };
    return `/rates${queryText({ ...search, instrument: '', category: '', ...open })}`;
  };
  const subject = subjectOf(search.instrument, search.category);
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={<RatesActions categoryId={categoryId ?? null} setsBands={role !== 'finance'} />}
      />
      <RateTabs current="/rates" />
      <RatesFilters of={of} filter={filter} onChange={change} />
      <RatesList
        of={of}
        filter={filter}
        hrefOf={hrefOf}
        onClear={() => change({ q: '', categoryId: '', source: '' })}
      />
      {subject && (
        <PlansSheet
          key={`${subject.of}${subject.id}`}
          subject={subject}
          onClose={() => change({ instrument: '', category: '' })}
        />
      )}
    </>
  );
}

function subjectOf(instrument: string | undefined, category: string | undefined): Subject | null {
  const [instrumentId, categoryId] = [wholeOf(instrument), wholeOf(category)];
  if (instrumentId !== null) return { of: 'instrument', id: instrumentId };
  return categoryId === null ? null : { of: 'category', id: categoryId };
}
