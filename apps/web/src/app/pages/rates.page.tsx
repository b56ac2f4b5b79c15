import { RateTabs } from '../../features/pricing/rate-tabs';
import { RatesActions } from '../../features/pricing/rates-actions';
import { useSession } from '../../features/identity/session';
import { PlansSheet } from '../../features/pricing/plans-sheet';
import { pricingMessages } from '../../features/pricing/pricing.messages';
import type { RateRow, Subject } from '../../features/pricing/pricing.types';
import { RatesFilters } from '../../features/pricing/rates-filters';
import { RatesList, type RatesFilter } from '../../features/pricing/rates-list';
import { useSearchState } from '../../shared/search-state';
import { PageHeader } from '../../shared/ui';

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
    const kept = Object.entries({ ...search, instrument: '', category: '', ...open }).filter(([, v]) => v);
    return `/rates?${new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString()}`;
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
  if (instrument && /^\d+$/.test(instrument)) return { of: 'instrument', id: Number(instrument) };
  return category && /^\d+$/.test(category) ? { of: 'category', id: Number(category) } : null;
}
