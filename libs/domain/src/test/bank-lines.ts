import { matchStatement, type StatementFacts } from '../billing/bank/match-statement.js';
import type { LineMatch, OpenItem, OpenLine } from '../billing/bank/open-line.js';
import type { Payer } from '../billing/bank/payers.js';

export const payers: Payer[] = [
  {
    companyId: 1,
    nameZh: '河北诺核生物技术有限公司',
    nameEn: 'Nuohe Biotech',
    creditCode: '91130100MA0F12AB7X',
    bankAccount: '6222 0210 0001',
  },
  {
    companyId: 2,
    nameZh: '石家庄（高新）新材料公司',
    nameEn: 'New Materials',
    creditCode: '91130101MA0F12AB71',
    bankAccount: '',
  },
];
export const item = (invoiceId: number, companyId: number, openFen: number): OpenItem => ({
  invoiceId,
  companyId,
  openFen,
  number: `PB2026-${String(invoiceId).padStart(6, '0')}`,
  dueOn: `2026-03-${String(invoiceId).padStart(2, '0')}`,
});
export const items = [item(1, 1, 450_000), item(2, 1, 120_000), item(3, 1, 80_000), item(4, 2, 99_900)];
export const facts = (given: Partial<StatementFacts> = {}): StatementFacts => ({
  payers,
  known: [],
  items,
  refunds: [],
  recorded: [],
  deposits: [],
  refundableFen: new Map(),
  ...given,
});
let ids = 0;
export const line = (given: Partial<OpenLine>): OpenLine => ({
  lineId: ++ids,
  bookedOn: '2026-04-01',
  amountFen: 450_000,
  counterparty: '',
  counterAccount: '',
  text: '',
  reference: '',
  companyId: null,
  ...given,
});
export const match = (given: Partial<OpenLine>, more: Partial<StatementFacts> = {}): LineMatch =>
  matchStatement([line(given)], facts(more))[0]!;
export const paid = (one: LineMatch) => one.suggestions[0]?.allocations.map((a) => [a.invoiceId, a.amountFen]);
