const park = { nameZh: '生物医药园', nameEn: 'Biopark', timeZone: 'Asia/Shanghai', currency: 'CNY', demo: false };
const person = { id: 7, email: 'a@example.com', locale: 'zh-CN', emailNotices: true } as const;

export const managerSession = { member: { ...person, name: '周工', role: 'manager', company: null }, park } as const;

const field = (key: string, labelZh: string, required = false) => ({ key, labelZh, labelEn: key, required });

/** A read sheet of two rows, the second with a value that is no amount. */
export const wrongImport = {
  id: 5,
  fileName: '清单.xlsx',
  sheetName: '仪器',
  status: 'preview',
  headerRow: 1,
  headers: ['资产编号', '仪器名称', '原值（元）'],
  mapping: ['assetNo', 'nameZh', 'originalValue'],
  fields: [
    field('assetNo', '资产编号', true),
    field('nameZh', '仪器名称', true),
    field('originalValue', '原值'),
    field('location', '放置地点'),
  ],
  totalRows: 2,
  doneRows: 2,
  summary: {
    new: 1,
    changed: 0,
    same: 0,
    skipped: 0,
    invalid: 1,
    problems: 1,
    warnings: 0,
    newCategories: [],
    missing: [],
  },
  error: null,
  createdAt: '2026-11-22T03:00:00.000Z',
  createdBy: '周工',
};

const problem = {
  column: 2,
  cell: 'C3',
  field: 'originalValue',
  code: 'not_an_amount',
  message: { zh: '“四十五万”不是金额', en: '"四十五万" is not an amount' },
  severity: 'error',
};
const row = (rowNo: number, cells: unknown[], more: object = {}) => ({
  rowNo,
  cells,
  record: {},
  problems: [],
  verdict: 'new',
  changes: {},
  ...more,
});

export const importRows = [
  row(2, ['A-1', '离心机', 450_000]),
  row(3, ['A-2', '酶标仪', '四十五万'], { verdict: 'invalid', problems: [problem] }),
];

const tax = { rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' };
export const plan = {
  id: 9,
  instrumentId: 4,
  categoryId: null,
  validFrom: '2024-01-01',
  validUntil: null,
  monthlyFen: 450_000,
  minMonths: 1,
  termTiers: [{ months: 3, bps: 300 }],
  hourly: [],
  bandWindows: null,
  dayFen: null,
  incrementMinutes: 15,
  minimumChargeFen: 0,
  billBasis: 'longer',
  runFen: null,
  sampleFen: null,
  runTax: null,
  sampleTax: null,
  countsInsteadOfHours: false,
  extras: [],
  depositFen: null,
  rentalTax: tax,
  sessionTax: tax,
  freeCancelHours: 72,
  lateCancelBps: 3000,
  noShowBps: 5000,
  note: '',
  version: 1,
};
