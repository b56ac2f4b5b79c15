import type { BankLine, BankLines, Statement, Suggestion } from '../src/features/invoicing/bank/bank.queries';

const reason = (zh: string) => ({ zh, en: zh });

/** What a line may be: the whole of one invoice of the company. */
export const aSuggestion = (change: Partial<Suggestion> = {}): Suggestion => ({
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  allocations: [{ invoiceId: 11, number: 'PB2026-000011', amountFen: 100_000 }],
  restFen: 0,
  refundId: null,
  paymentId: null,
  deposit: null,
  split: [],
  score: 90,
  reasons: [reason('附言写明账单 PB2026-000011'), reason('金额与未付金额一致')],
  ...change,
});

/** An undecided line that came in. */
export const aLine = (change: Partial<BankLine> = {}): BankLine => ({
  id: 1,
  statementId: 3,
  rowNo: 4,
  bookedOn: '2026-03-05',
  amountFen: 100_000,
  counterparty: '诺核生物',
  counterAccount: '62220001',
  text: '转账 PB2026-000011',
  reference: 'R-1',
  balanceFen: null,
  status: 'open',
  company: null,
  match: { state: 'sure', suggestions: [aSuggestion()] },
  decision: null,
  undone: 0,
  version: 1,
  ...change,
});

const tally = (count: number) => ({ count, inFen: count * 100_000, outFen: 0 });

/** A page of lines with counts. */
export const linesPage = (items: BankLine[]): BankLines => {
  const of = (state: string) => tally(items.filter((line) => line.match?.state === state).length);
  return {
    items,
    nextCursor: null,
    counts: {
      open: tally(items.length),
      confirmed: tally(2),
      ignored: tally(0),
      sure: of('sure'),
      likely: of('likely'),
      ambiguous: of('ambiguous'),
      none: of('none'),
    },
  };
};

/** A statement that was read and not taken over. */
export const aStatement = (change: Partial<Statement> = {}): Statement => ({
  id: 3,
  fileName: '三月.csv',
  status: 'preview',
  totalRows: 2,
  summary: {
    new: 2,
    known: 0,
    skipped: 0,
    invalid: 0,
    problems: 0,
    inFen: 150_000,
    outFen: 0,
    from: '2026-03-01',
    to: '2026-03-05',
    missing: [],
    gaps: [],
  },
  createdAt: '2026-03-06T01:00:00.000Z',
  createdBy: '刘账',
  lines: { open: 0, confirmed: 0, ignored: 0 },
  sheetName: '',
  headerRow: 2,
  headers: ['日子', '金额', '说明'],
  mapping: ['bookedOn', 'amount', 'text'],
  fields: [
    { key: 'bookedOn', label: { zh: '交易日期', en: 'Date' }, required: true },
    { key: 'amount', label: { zh: '金额（带正负号）', en: 'Amount' }, required: false },
    { key: 'text', label: { zh: '摘要／用途／附言', en: 'Text' }, required: false },
  ],
  ...change,
});
