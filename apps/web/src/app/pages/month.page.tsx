import { useParams } from '@tanstack/react-router';
import { MonthCockpit } from '../../features/billing-run/month-cockpit';
import type { RenderLines } from '../../features/billing-run/preview-lines';
import { ChargeLines } from '../../features/invoicing/charge-lines';

/** A preview's lines read as an invoice's do. */
const renderLines: RenderLines = (lines, totals) => <ChargeLines lines={lines} totals={totals} />;

/** The cockpit of one month. */
export default function MonthPage() {
  const { month = '' } = useParams({ strict: false }) as { month?: string };
  return <MonthCockpit month={month} renderLines={renderLines} />;
}
