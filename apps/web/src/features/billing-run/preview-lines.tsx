import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ChargeLine } from '../../shared/charge-line';
import { monthName } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Sheet, Skeleton } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { previewLinesQuery, type CompanyMonth, type MonthTotals } from './billing-run.queries';

/** Shows lines and their sums the way an invoice does. */
export type RenderLines = (lines: readonly ChargeLine[], totals: MonthTotals) => ReactNode;

export interface PreviewLinesProps {
  readonly month: string;
  readonly company: CompanyMonth;
  readonly renderLines: RenderLines;
  readonly onClose: () => void;
}

/** What one company would be billed, line by line; nothing is saved. */
export function PreviewLines({ month, company, renderLines, onClose }: PreviewLinesProps) {
  const say = billingRunMessages.useSay();
  const name = useName();
  const { data, error, refetch, isRefetching } = useQuery(previewLinesQuery(month, company.companyId));
  const title = say('previewOf', { company: name(company.nameZh, company.nameEn), month: monthName(month) });
  return (
    <Sheet
      isOpen
      size="lg"
      title={title}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      {data &&
        (data.lines.length > 0 ? renderLines(data.lines, data.totals) : <p className="text-mut">{say('noLines')}</p>)}
      {error && !data && (
        <LoadFailed title={say('linesFailed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={6} lineHeight={44} />}
    </Sheet>
  );
}
