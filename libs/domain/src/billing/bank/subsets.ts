import type { OpenItem } from './open-line.js';

const MOST_ITEMS = 16;
const MOST_PARTS = 4;
const MOST_FOUND = 3;

/**
 * Two to four of a company's open invoices whose sum is the amount, at most three such sets, those of fewer and older
 * invoices first. Only the sixteen oldest are tried (2,500 sums at most), so that a long list costs no more than a short one.
 */
export function subsetsOfSum(items: readonly OpenItem[], amountFen: number): OpenItem[][] {
  const oldest = [...items]
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.invoiceId - b.invoiceId)
    .slice(0, MOST_ITEMS);
  const found: OpenItem[][] = [];
  const extend = (chosen: readonly number[], leftFen: number, size: number): void => {
    if (found.length >= MOST_FOUND) return;
    if (chosen.length === size) {
      if (leftFen === 0) found.push(chosen.flatMap((at) => oldest[at] ?? []));
      return;
    }
    for (let at = (chosen.at(-1) ?? -1) + 1; at < oldest.length; at++) {
      const { openFen } = oldest[at]!;
      if (openFen <= leftFen) extend([...chosen, at], leftFen - openFen, size);
    }
  };
  for (let size = 2; size <= MOST_PARTS && found.length === 0; size++) extend([], amountFen, size);
  return found;
}
