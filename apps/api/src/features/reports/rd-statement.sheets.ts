import {
  firstDay,
  formatYuan,
  localDate,
  localParts,
  nextMonth,
  rdProjectOf,
  rdSubtotals,
  startOfDay,
  sumFen,
  unitPriceOf,
} from '@parkbench/domain';
import type { CellValue, SheetColumn, SheetToWrite } from '../../platform/spreadsheets/stream-workbook.js';
import type { RdLine, RdStatement } from './rd-statement.types.js';

const text = (header: string, width = 14): SheetColumn => ({ header, width });
const money = (header: string): SheetColumn => ({ header, width: 14, format: '#,##0.00' });
const hours = (header: string): SheetColumn => ({ header, width: 12, format: '0.00' });

/** china.md §3.2, in its order. */
const columns: readonly SheetColumn[] = [
  { header: '序号', width: 6, format: '0' },
  text('使用日期', 12),
  text('研发项目编号', 16),
  text('研发项目名称', 22),
  text('是否研发用途', 12),
  text('仪器编号'),
  text('仪器名称', 24),
  text('型号'),
  text('用途/实验内容摘要', 28),
  text('开始', 17),
  text('结束', 17),
  hours('实际机时(h)'),
  text('计费单位', 10),
  text('数量', 10),
  text('单价(含税)', 18),
  money('价税合计'),
  money('不含税金额'),
  money('税额'),
  text('税率', 8),
  text('费用类别', 12),
  text('建议归集行次', 22),
  text('发票号码', 24),
  text('开票日期', 12),
  text('结算单号', 18),
  text('操作人', 12),
  text('企业确认人', 12),
  text('确认时间', 12),
];

const noProject = '（未注明项目）';

/** The sheets of the statement: the lines with sums by project, the shape of the 2021 ledger, and the shares of research time. */
export function rdSheets(statement: RdStatement): SheetToWrite[] {
  const { company, from, to } = statement;
  const basis = company.taxpayer === 'general' ? '一般纳税人，按不含税金额归集' : '小规模纳税人，按价税合计归集';
  const title = [
    `仪器使用费研发归集明细表 ${company.nameZh}（${company.creditCode}） ${from} 至 ${to}`,
    `${basis}；归集行次为系统建议，以企业财务人员判断为准。研发用途按预约时填报，长租按研发机时占比分摊`,
  ];
  const isSum = (row: readonly CellValue[]): boolean => row[0] === '小计' || row[0] === '合计';
  return [
    { name: '明细表', title, columns, rows: detailRows(statement), bold: isSum },
    {
      name: '辅助账(2021版)',
      title: [title[0] ?? '', '金额单位：元（列至角分）'],
      columns: ledgerColumns,
      rows: ledgerRows(statement),
      bold: isSum,
    },
    { name: '研发机时占比', title, columns: shareColumns, rows: shareRows(statement) },
  ];
}

function* detailRows(statement: RdStatement): Generator<readonly CellValue[]> {
  const clock = hoursOf(statement);
  const rows = statement.lines.map((line) => ({ ...line, project: line.project || noProject }));
  let no = 0;
  for (const group of rdSubtotals(rows)) {
    for (const line of group.rows) yield [++no, ...cellsOf(line, statement.timeZone, clock(line))];
    yield sumRow('小计', group.project, group);
  }
  yield sumRow('合计', '', {
    amountFen: sumFen(rows.map((row) => row.amountFen)),
    netFen: sumFen(rows.map((row) => row.netFen)),
    taxFen: sumFen(rows.map((row) => row.taxFen)),
  });
}

function sumRow(
  name: string,
  project: string,
  sums: { amountFen: number; netFen: number; taxFen: number },
): readonly CellValue[] {
  const gap = Array.from({ length: 11 }, () => '');
  return [name, '', '', project, ...gap, { yuan: sums.amountFen }, { yuan: sums.netFen }, { yuan: sums.taxFen }];
}

interface Clocked {
  readonly start: number | null;
  readonly end: number | null;
  readonly hours: number | null;
}

/** When a line's instrument was used, within the line's month for a rental; hours once for all lines of one use. */
function hoursOf({ timeZone }: RdStatement): (line: RdLine) => Clocked {
  const counted = new Set<string>();
  return (line) => {
    if (!line.startsAt || !line.endsAt) return { start: null, end: null, hours: null };
    const monthly = line.kind === 'rental';
    const bounds = [line.month, nextMonth(line.month)].map((month) => startOfDay(firstDay(month), timeZone));
    const start = monthly ? Math.max(line.startsAt.getTime(), bounds[0] ?? 0) : line.startsAt.getTime();
    const end = monthly ? Math.min(line.endsAt.getTime(), bounds[1] ?? 0) : line.endsAt.getTime();
    const key = `${line.reservationId}|${monthly ? line.month : ''}`;
    const isFirst = !counted.has(key);
    counted.add(key);
    if (end <= start) return { start: null, end: null, hours: null };
    return { start, end, hours: isFirst ? Math.round(((end - start) / 3_600_000) * 100) / 100 : null };
  };
}

function cellsOf(line: RdLine, timeZone: string, clock: Clocked): readonly CellValue[] {
  const project = line.project === noProject ? { code: '', name: noProject } : rdProjectOf(line.project);
  const price =
    line.amountFen > 0
      ? unitPriceOf(line.amountFen, line.formula)
      : { unit: '项', quantity: '1', unitPrice: plain(line.amountFen) };
  const moment = (at: number | null): string => (at === null ? '' : wallText(at, timeZone));
  return [
    clock.start === null ? line.month : localDate(clock.start, timeZone),
    project.code,
    project.name,
    line.research ? '是' : '否',
    line.assetNo,
    line.instrumentZh,
    line.model,
    line.purpose,
    moment(clock.start),
    moment(clock.end),
    clock.hours ?? '',
    price.unit,
    price.quantity,
    price.unitPrice,
    { yuan: line.amountFen },
    { yuan: line.netFen },
    { yuan: line.taxFen },
    `${line.taxRateBps / 100}%`,
    line.category,
    line.formLine,
    line.taxNumber ?? '',
    line.issuedOn ?? '',
    line.number,
    line.operator,
    '',
    '',
  ];
}

function wallText(at: number, timeZone: string): string {
  const { date, minutesOfDay } = localParts(at, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
}

const plain = (fen: number): string => formatYuan(fen).replaceAll(',', '');

/** 2021版研发支出辅助账 (公告2021年第28号): the voucher's type and number are the company's to fill. */
const ledgerColumns: readonly SheetColumn[] = [
  text('项目编号', 16),
  text('项目名称', 22),
  text('完成情况', 10),
  text('支出类型', 10),
  text('日期', 12),
  text('种类', 8),
  text('号数', 8),
  text('摘要', 40),
  money('会计凭证记载金额'),
  money('税法规定的归集金额'),
  money('人员人工费用'),
  money('直接投入费用'),
  money('折旧费用'),
  money('无形资产摊销'),
  money('新产品设计费等'),
  money('其他相关费用'),
  money('委托境内机构或个人进行研发活动所发生的费用'),
  money('委托境外机构进行研发活动所发生的费用'),
];

function* ledgerRows({ lines, company }: RdStatement): Generator<readonly CellValue[]> {
  const zero = { yuan: 0 };
  let [booked, claimed, direct, outside] = [0, 0, 0, 0];
  for (const line of lines.filter((one) => one.researchFen !== 0)) {
    const project = rdProjectOf(line.project);
    const basis = company.taxpayer === 'general' ? line.netFen : line.amountFen;
    const commissioned = line.category === '委托研发';
    const own = { yuan: line.researchFen };
    booked += basis;
    claimed += line.researchFen;
    direct += commissioned ? 0 : line.researchFen;
    outside += commissioned ? line.researchFen : 0;
    yield [
      project.code,
      project.name,
      '',
      '',
      line.issuedOn ?? line.month,
      '',
      '',
      `${line.instrumentZh} ${line.category}（结算单 ${line.number}）`,
      { yuan: basis },
      own,
      zero,
      commissioned ? zero : own,
      zero,
      zero,
      zero,
      zero,
      commissioned ? own : zero,
      zero,
    ];
  }
  const gap = Array.from({ length: 7 }, () => '');
  const sums = [booked, claimed, 0, direct, 0, 0, 0, 0, outside, 0].map((yuan) => ({ yuan }));
  yield ['合计', ...gap, ...sums];
}

const shareColumns: readonly SheetColumn[] = [
  text('仪器编号'),
  text('仪器名称', 26),
  text('使用方式', 10),
  hours('总机时(h)'),
  hours('研发机时(h)'),
  { header: '研发机时占比', width: 14, format: '0.0%' },
  money('费用金额'),
  money('可归集金额'),
];

function* shareRows({ instruments, lines, company }: RdStatement): Generator<readonly CellValue[]> {
  for (const one of instruments) {
    const own = lines.filter(
      (line) => line.instrumentId === one.instrumentId && line.kind === one.kind && line.category !== '不归集',
    );
    const basis = sumFen(own.map((line) => (company.taxpayer === 'general' ? line.netFen : line.amountFen)));
    yield [
      one.assetNo,
      one.nameZh,
      one.kind === 'rental' ? '长租' : '按次',
      Math.round((one.minutes / 60) * 100) / 100,
      Math.round((one.researchMinutes / 60) * 100) / 100,
      one.minutes === 0 ? 0 : one.researchMinutes / one.minutes,
      { yuan: basis },
      { yuan: sumFen(own.map((line) => line.researchFen)) },
    ];
  }
}
