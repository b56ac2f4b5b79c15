import type { Localized } from '../../core/localized.js';
import { sumFen } from '../../money/fen.js';
import { splitTax } from '../../money/tax.js';
import { formatYuan } from '../../money/yuan-text.js';
import { percentText } from '../../pricing/explain.js';
import type { BatchProblem, BatchProblemCode } from './batch-problem.js';
import type { BatchRows, TaxableStatement } from './batch-rows.js';
import { batchRowsOf } from './batch-rows.js';
import { foldDiscounts } from './fold-discounts.js';
import { checkBatchRows } from './check-batch-rows.js';

/** How far a line's tax, and an invoice's, may lie from amount × rate: 6 fen and 1.27 yuan (china.md §2.6). */
const TAX_TOLERANCE = { lineFen: 6, invoiceFen: 127 } as const;

interface Checked {
  readonly statement: TaxableStatement;
  /** The buyer's name and tax number as they stand on the statement, where they are known. */
  readonly printed?: { readonly nameZh?: string; readonly creditCode?: string };
  /** What credit notes took off before the export; the statement's lines and total are without it. */
  readonly creditedFen?: number;
}

const of = (
  number: string,
  what: { code: BatchProblemCode; field: string; message: Localized } & Partial<BatchProblem>,
): BatchProblem => ({ severity: 'error', number, sheet: 2, lineNo: null, mend: null, ...what });

/** The bureau's tax lies so far, in ten-thousandths of a fen, from ours. */
const offBy = (line: { netFen: number; taxFen: number; taxRateBps: number }): number =>
  line.taxFen * 10_000 - line.netFen * line.taxRateBps;

function checkTaxes({ statement }: Checked): BatchProblem[] {
  const { number, lines } = statement;
  const problems = lines
    .filter((line) => Math.abs(offBy(line)) > TAX_TOLERANCE.lineFen * 10_000)
    .map((line) =>
      of(number, {
        code: 'line_tax_off',
        field: '税额',
        lineNo: line.lineNo,
        mend: 'statement',
        message: {
          zh: `第 ${line.lineNo} 行税额 ¥${formatYuan(line.taxFen)} 与不含税金额 × ${percentText(line.taxRateBps)}% 相差超过 6 分`,
          en: `Line ${line.lineNo}: the tax of ¥${formatYuan(line.taxFen)} is more than 0.06 away from net × ${percentText(line.taxRateBps)} %`,
        },
      }),
    );
  const reckoned = foldDiscounts(lines).lines.map(({ line, discountFen }) => {
    const tax = (grossFen: number): number => splitTax({ grossFen, rateBps: line.taxRateBps }).taxFen;
    return tax(line.amountFen) - tax(discountFen);
  });
  const ours = sumFen(lines.map((line) => line.taxFen));
  const gap = Math.abs(ours - sumFen(reckoned));
  const total = Math.abs(lines.reduce((sum, line) => sum + offBy(line), 0));
  if (gap <= TAX_TOLERANCE.invoiceFen && total <= TAX_TOLERANCE.invoiceFen * 10_000) return problems;
  const whole = of(number, {
    code: 'invoice_tax_off',
    field: '税额',
    mend: 'statement',
    message: {
      zh: `整单税额误差超过 1.27 元（结算单 ¥${formatYuan(ours)}，税务平台将计算 ¥${formatYuan(sumFen(reckoned))}），请拆分开票`,
      en: `The tax of the whole is more than 1.27 off (ours ¥${formatYuan(ours)}, the platform’s ¥${formatYuan(sumFen(reckoned))}); issue it in parts`,
    },
  });
  return [...problems, whole];
}

function checkSum({ statement, creditedFen = 0 }: Checked, rows: BatchRows): BatchProblem[] {
  const { number, grossFen } = statement;
  const whole = { field: '价税合计' } as const;
  const credited = `¥${formatYuan(creditedFen)}`;
  if (grossFen <= 0 && creditedFen > 0) {
    const message = {
      zh: `该结算单已全额红字冲销（${credited}），无需开票`,
      en: `The whole of it was credited (${credited}); nothing is left to issue`,
    };
    return [of(number, { ...whole, code: 'credited_already', message })];
  }
  if (grossFen <= 0) {
    const message = {
      zh: `结算单合计 ¥${formatYuan(grossFen)}，不大于零，不能开具蓝字发票`,
      en: `The statement comes to ¥${formatYuan(grossFen)}; a blue invoice needs a total above zero`,
    };
    return [of(number, { ...whole, code: 'nothing_to_issue', message })];
  }
  return [...partlyCredited(number, creditedFen), ...leftCredits(number, rows)];
}

function partlyCredited(number: string, creditedFen: number): BatchProblem[] {
  if (creditedFen <= 0) return [];
  const message = {
    zh: `该结算单已红字冲销 ¥${formatYuan(creditedFen)}，按冲销后的余额开票`,
    en: `¥${formatYuan(creditedFen)} of it was credited; the invoice is for what is left`,
  };
  return [of(number, { code: 'credited_already', field: '价税合计', severity: 'warning', message })];
}

function leftCredits(number: string, rows: BatchRows): BatchProblem[] {
  return rows.left.map(({ taxRateBps, amountFen }) =>
    of(number, {
      code: 'credit_without_line',
      field: '折扣金额',
      mend: 'statement',
      message: {
        zh: `税率 ${percentText(taxRateBps)}% 的扣减有 ¥${formatYuan(amountFen)} 没有同税率的正数行可抵，需开具红字发票`,
        en: `¥${formatYuan(amountFen)} of deductions at ${percentText(taxRateBps)} % find no line at the same rate; they need a red letter`,
      },
    }),
  );
}

function checkBuyer({ statement: { buyer, number }, printed }: Checked): BatchProblem[] {
  const { nameZh = buyer.nameZh, creditCode = buyer.creditCode } = printed ?? {};
  if (nameZh === buyer.nameZh && creditCode === buyer.creditCode) return [];
  return [
    of(number, {
      code: 'buyer_changed',
      sheet: 1,
      field: '购买方名称',
      severity: 'warning',
      mend: 'company',
      message: {
        zh: `企业资料已变更：结算单上为 ${nameZh}（${creditCode}），将按现资料开票`,
        en: `The company’s data changed since the statement (${nameZh}, ${creditCode}); the present data is used`,
      },
    }),
  ];
}

/** A statement with its rows and everything that the checks find. */
export interface CheckedStatement {
  readonly rows: BatchRows;
  readonly problems: readonly BatchProblem[];
}

/**
 * Everything that is checked before statements become a file: each by itself, then the rows as they would be written,
 * all together (serial numbers are unique in a file). A statement with a total of zero or less has that one finding.
 */
export function checkStatements(all: readonly Checked[]): CheckedStatement[] {
  const rows = all.map(({ statement }) => batchRowsOf(statement));
  const worth = all.map(({ statement }) => statement.grossFen > 0);
  const written = checkBatchRows(rows.filter((_, i) => worth[i]));
  const byNumber = new Map<string, BatchProblem[]>();
  for (const problem of written) byNumber.set(problem.number, [...(byNumber.get(problem.number) ?? []), problem]);
  return all.map((one, i) => {
    const own = rows[i]!;
    const sums = checkSum(one, own);
    if (!worth[i]) return { rows: own, problems: sums };
    const found = byNumber.get(one.statement.number) ?? [];
    return { rows: own, problems: [...sums, ...checkTaxes(one), ...checkBuyer(one), ...found] };
  });
}
