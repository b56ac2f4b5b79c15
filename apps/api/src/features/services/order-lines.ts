import {
  countedFen,
  type Explanation,
  explain,
  type RatePlan,
  sumFen,
  type TaxTreatment,
  type Unit,
} from '@parkbench/domain';
import type { ServiceLine } from './service-orders.dto.js';

/** A price line of an order as it is kept; unit prices hold their tax. */
export interface KeptLine {
  readonly text: string;
  readonly count: number;
  readonly unit: Unit;
  readonly unitFen: number;
  readonly tax: Pick<TaxTreatment, 'rateBps' | 'code' | 'itemName'>;
  /** Once it is done: how much of it. */
  readonly doneCount?: number;
}

/** Tests by the park's staff: a technical service at 6 %, whatever the instrument costs when it is rented (china.md §2.1). */
export const serviceTax = { rateBps: 600, code: '3040105000000000000', itemName: '*研发和技术服务*检测服务费' };

export const lineFen = (line: KeptLine): number => countedFen({ ...line, count: line.doneCount ?? line.count });

export const quotedFen = (lines: readonly KeptLine[]): number => sumFen(lines.map(lineFen));

/** How a line came about, as it stands on the invoice. */
export function explanationOf(line: KeptLine): Explanation {
  const { text, count, doneCount = count, unit, unitFen } = line;
  const name = { zh: text, en: text };
  return explain({ kind: 'count', count: doneCount, unit, unitFen, name }, lineFen(line));
}

/** The line to begin a quote with: the plan's price of a sample, else of a run, with tax; 0 where it has neither. */
export function suggestedLine(samples: number, plan: RatePlan | null): ServiceLine {
  const unitFen = plan?.sampleFen ?? plan?.runFen ?? 0;
  const { rateBps: taxRateBps, code: taxCode, itemName } = serviceTax;
  return { text: '样品检测', count: samples, unit: 'sample', unitFen, taxRateBps, taxCode, itemName };
}

/** What the plan prices beside the samples, one of each to be put on a quote: an hour of assistance, a consumable. */
export const addableLines = (plan: RatePlan | null): ServiceLine[] =>
  (plan?.extras ?? []).map(({ nameZh, unit, unitFen, tax }) => {
    const { rateBps: taxRateBps, code: taxCode, itemName } = tax ?? serviceTax;
    return { text: nameZh, count: unit === 'hour' ? 60 : 1, unit, unitFen, taxRateBps, taxCode, itemName };
  });
