import { HEADER_SYNONYMS, type ImportField } from '@parkbench/domain';

/** What a column of the sheet can hold, as the mapping step offers it. */
export interface FieldLabel {
  readonly key: ImportField;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly required: boolean;
}

const labels: Readonly<Record<ImportField, readonly [zh: string, en: string]>> = {
  assetNo: ['资产编号', 'Asset no.'],
  nameZh: ['仪器名称', 'Name (Chinese)'],
  nameEn: ['英文名称', 'Name (English)'],
  model: ['规格型号', 'Model'],
  serialNo: ['出厂编号', 'Serial no.'],
  manufacturer: ['生产厂商', 'Manufacturer'],
  country: ['国别', 'Country'],
  category: ['分类', 'Category'],
  kind: ['同类仪器', 'Equivalents'],
  originalValue: ['原值', 'Original value'],
  purchasedOn: ['购置日期', 'Purchased on'],
  inUseSince: ['启用日期', 'In use since'],
  location: ['放置地点', 'Location'],
  specifications: ['主要技术指标', 'Specifications'],
  functions: ['主要功能', 'Functions'],
  sharingRules: ['共享规定', 'Sharing rules'],
  accessories: ['主要附件', 'Accessories'],
  openModes: ['开放方式', 'Open for'],
  monthlyPrice: ['月租', 'Monthly rent'],
  hourlyPrice: ['机时费', 'Price per hour'],
  runPrice: ['单次费', 'Price per run'],
  samplePrice: ['样品费', 'Price per sample'],
  deposit: ['押金', 'Deposit'],
  taxRate: ['增值税率', 'VAT rate'],
  minMonths: ['最短租期（月）', 'Shortest rental (months)'],
  maxMonths: ['最长租期（月）', 'Longest rental (months)'],
  approvalRequired: ['预约是否需审核', 'Needs approval'],
  trainingRequired: ['上机是否需培训', 'Needs training'],
  calibrationValidUntil: ['检定/校准有效期至', 'Calibration valid until'],
  beforeMinutes: ['使用前准备（分钟）', 'Preparation (minutes)'],
  afterMinutes: ['使用后清理（分钟）', 'Clean-up (minutes)'],
  status: ['状态', 'Status'],
  keeper: ['负责人', 'Keeper'],
  keeperPhone: ['联系电话', 'Phone'],
};

const required = new Set<ImportField>(['assetNo', 'nameZh']);

/** All fields; without the required ones mapped nothing can be imported. */
export const importFields: readonly FieldLabel[] = (Object.keys(HEADER_SYNONYMS) as ImportField[]).map((key) => ({
  key,
  labelZh: labels[key][0],
  labelEn: labels[key][1],
  required: required.has(key),
}));

export const requiredFields: readonly ImportField[] = [...required];
export const isImportField = (key: string): key is ImportField => Object.hasOwn(labels, key);
