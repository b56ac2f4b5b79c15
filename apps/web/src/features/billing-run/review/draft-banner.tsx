import { useQuery } from '@tanstack/react-query';
import { monthName, parkDate } from '../../../shared/format/format';
import { Callout, formatFen, LinkButton } from '../../../shared/ui';
import { lastDayOf } from '../month-state';
import { reviewMessages } from './review.messages';
import { draftsQuery } from './review.queries';

/** Tells a company's admin of drafts that wait for review, above its invoices. */
export function DraftBanner() {
  const say = reviewMessages.useSay();
  const { data: drafts = [] } = useQuery(draftsQuery);
  return drafts.map((draft) => (
    <Callout
      key={draft.month}
      className="mb-3"
      title={say('bannerTitle', { month: monthName(draft.month), date: parkDate(lastDayOf(draft.reviewUntil)) })}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="num">
          {say('bannerDetail', { lines: draft.lines, gross: formatFen(draft.grossFen), disputes: draft.openDisputes })}
        </span>
        <LinkButton variant="primary" href={`/draft-statements/${draft.month}`}>
          {say('bannerAct')}
        </LinkButton>
      </div>
    </Callout>
  ));
}
