/**
 * The tax bureau's workbook for issuing 数电票 in a batch (批量开票-导入开票模板): which column holds what, how long it may be,
 * which values it takes. Kept by hand from the version V260401; the file itself is the bureau's and is uploaded by the
 * administrator (china.md §2.3, ADR 0034).
 */

/** One column of a sheet: the header of row 3, the longest text in characters, whether it must be filled. */
export interface BatchColumn {
  readonly column: string;
  readonly header: string;
  readonly limit: number;
  readonly must?: boolean;
  /** The only texts it takes besides none. */
  readonly options?: readonly string[];
}

/** A row to be written: text by column letter. Every cell of the workbook is text; what is not named stays empty. */
export type BatchRow = Readonly<Record<string, string>>;

/** The sheets that rows are written to, by the name of their tab. */
export const BATCH_SHEETS = { invoices: '1-发票基本信息', details: '2-发票明细信息' } as const;

/** The four visible sheets of the workbook in their order. */
export const BATCH_SHEET_NAMES = [
  BATCH_SHEETS.invoices,
  BATCH_SHEETS.details,
  '3-特定业务信息',
  '4-附加要素信息',
] as const;

/** The hidden sheet on which the version stands. */
export const VERSION_SHEET = 'excelVersion';
/** The cell of that sheet. */
export const VERSION_CELL = 'A4';
/** The versions whose columns are known to be those below. */
export const KNOWN_BATCH_VERSIONS: readonly string[] = ['pt:20260401'];

/** The first row below instructions, limits and headers; both sheets. */
export const FIRST_BATCH_ROW = 4;
/** Validations of the template end at row 1001; more than 2,000 detail rows may fail, more than 5,000 do. */
export const BATCH_LIMITS = { invoicesPerFile: 998, detailsPerFile: 2000, detailsPerInvoice: 5000 } as const;

/** 发票类型 as the workbook spells it, by our setting. */
export const TAX_INVOICE_TYPES = { special: '增值税专用发票', ordinary: '普通发票' } as const;
/** 专票 or 普票, a setting of each company. */
export type TaxInvoiceKind = keyof typeof TAX_INVOICE_TYPES;

/** What may be shown of a party's address, telephone and bank; never 是 or 否. */
export const SHOWN_CONTACTS = {
  address: '展示地址、电话',
  bank: '展示开户银行、银行账号',
  both: '展示地址、电话、开户银行及银行账号',
} as const;

const yesNo = ['是', '否'] as const;
const shown = Object.values(SHOWN_CONTACTS);

/** Sheet 1, one row an invoice. Columns that are always empty for what a laboratory sells are left out. */
export const INVOICE_COLUMNS: readonly BatchColumn[] = [
  { column: 'A', header: '发票流水号', limit: 20, must: true },
  { column: 'B', header: '发票类型', limit: 40, must: true, options: Object.values(TAX_INVOICE_TYPES) },
  { column: 'D', header: '是否含税', limit: 1, must: true, options: yesNo },
  { column: 'E', header: '受票方自然人标识', limit: 1, options: yesNo },
  { column: 'F', header: '购买方名称', limit: 100, must: true },
  { column: 'G', header: '购买方纳税人识别号', limit: 20 },
  { column: 'K', header: '购买方地址', limit: 100 },
  { column: 'Q', header: '购买方电话', limit: 50 },
  { column: 'R', header: '购买方开户银行', limit: 100 },
  { column: 'S', header: '购买方银行账号', limit: 100 },
  { column: 'T', header: '是否展示购买方地址电话银行账号', limit: 40, options: shown },
  { column: 'W', header: '备注', limit: 230 },
  { column: 'AB', header: '销售方开户行', limit: 100 },
  { column: 'AC', header: '销售方银行账号', limit: 60 },
  { column: 'AD', header: '是否展示销售方地址电话银行账号', limit: 40, options: shown },
  { column: 'AE', header: '购买方邮箱', limit: 72 },
  { column: 'AL', header: '收款人', limit: 16 },
  { column: 'AM', header: '复核人', limit: 16 },
];

/** 优惠政策类型: those that a laboratory can meet. */
const TAX_POLICIES = [
  '免税',
  '不征税',
  '简易征收',
  '按3%简易征收',
  '按5%简易征收',
  '按5%简易征收减按1.5%计证',
] as const;

/** Sheet 2, one row a line, joined to its invoice by 发票流水号. */
export const DETAIL_COLUMNS: readonly BatchColumn[] = [
  { column: 'A', header: '发票流水号', limit: 20, must: true },
  { column: 'B', header: '项目名称', limit: 100, must: true },
  { column: 'C', header: '商品和服务税收编码', limit: 20, must: true },
  { column: 'D', header: '规格型号', limit: 40 },
  { column: 'E', header: '单位', limit: 22 },
  { column: 'F', header: '数量', limit: 16 },
  { column: 'G', header: '单价', limit: 16 },
  { column: 'H', header: '金额', limit: 16, must: true },
  { column: 'I', header: '税率', limit: 8, must: true },
  { column: 'J', header: '折扣金额', limit: 16 },
  { column: 'K', header: '是否使用优惠政策', limit: 1, options: yesNo },
  { column: 'L', header: '优惠政策类型', limit: 40, options: TAX_POLICIES },
];

/** All headers of sheet 1 in their order, A to AM, for a workbook made without the bureau's template. */
export const INVOICE_HEADERS: readonly string[] = [
  '发票流水号',
  '发票类型',
  '特定业务类型',
  '是否含税',
  '受票方自然人标识',
  '购买方名称',
  '购买方纳税人识别号',
  '购买方证件类型',
  '购买方证件号码',
  '购买方国籍（或地区）',
  '购买方地址',
  ...Array.from({ length: 4 }, () => '购买方所在地区（报废产品收购必填）'),
  '购买方详细地址（报废产品收购必填）',
  '购买方电话',
  '购买方开户银行',
  '购买方银行账号',
  '是否展示购买方地址电话银行账号',
  '是否开具涉税专业服务发票品目',
  '涉税专业服务协议编号',
  '备注',
  '报废产品销售类型',
  '每千克煤炭发热量',
  '干基全硫',
  '干燥无灰基挥发分',
  '销售方开户行',
  '销售方银行账号',
  '是否展示销售方地址电话银行账号',
  '购买方邮箱',
  '购买方经办人姓名',
  '购买方经办人证件类型',
  '购买方经办人证件号码',
  '经办人国籍(地区)',
  '经办人自然人纳税人识别号',
  '放弃享受减按1%征收率原因',
  '收款人',
  '复核人',
];

/** All headers of sheet 2 in their order, A to N. */
export const DETAIL_HEADERS: readonly string[] = [
  ...DETAIL_COLUMNS.map((one) => one.header),
  '即征即退类型',
  '煤炭种类',
];
