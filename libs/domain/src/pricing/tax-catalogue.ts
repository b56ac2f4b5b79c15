import type { Localized } from '../core/localized.js';
import type { CalendarDate } from '../time/calendar-date.js';
import type { TaxTreatment } from './rate-plan.js';

/** What a park sells, as the tax bureau's list of goods and services names it (reference china.md §2.1). */
export interface TaxItem {
  readonly key: string;
  /** 19 digits, always text: it is no safe integer. */
  readonly code: string;
  readonly itemName: string;
  readonly name: Localized;
  /** Rates of a general taxpayer, the usual one first, in basis points. */
  readonly ratesBps: readonly number[];
  /** Rates of a small-scale taxpayer. */
  readonly smallRatesBps: readonly number[];
}

/** The leaf codes that a shared lab uses; another is typed from the portal. */
export const TAX_ITEMS: readonly TaxItem[] = [
  {
    key: 'lease',
    code: '3040502019900000000',
    itemName: '*经营租赁*仪器设备租赁费',
    name: { zh: '其他有形动产经营租赁服务（不带操作人员）', en: 'Lease of movable property, no operator' },
    ratesBps: [1300],
    smallRatesBps: [100, 300],
  },
  {
    key: 'technical',
    code: '3040105000000000000',
    itemName: '*研发和技术服务*仪器使用服务费',
    name: { zh: '专业技术服务（检测、送样，园区人员操作）', en: 'Technical service, run by staff' },
    ratesBps: [600],
    smallRatesBps: [100, 300],
  },
  {
    key: 'research',
    code: '3040101000000000000',
    itemName: '*研发和技术服务*研发服务费',
    name: { zh: '研发服务（委托研发）', en: 'Research service to order' },
    ratesBps: [600, 0],
    smallRatesBps: [100, 300, 0],
  },
  {
    key: 'consulting',
    code: '3040603000000000000',
    itemName: '*鉴证咨询服务*技术咨询费',
    name: { zh: '咨询服务', en: 'Consulting' },
    ratesBps: [600],
    smallRatesBps: [100, 300],
  },
  {
    key: 'certification',
    code: '3040601000000000000',
    itemName: '*鉴证咨询服务*认证服务费',
    name: { zh: '认证服务', en: 'Certification' },
    ratesBps: [600],
    smallRatesBps: [100, 300],
  },
  {
    key: 'attestation',
    code: '3040602990000000000',
    itemName: '*鉴证咨询服务*检验检测费',
    name: { zh: '其他鉴证服务', en: 'Other attestation' },
    ratesBps: [600],
    smallRatesBps: [100, 300],
  },
  {
    key: 'training',
    code: '3070201020000000000',
    itemName: '*生活服务*仪器培训费',
    name: { zh: '非学历教育服务（培训）', en: 'Training' },
    ratesBps: [600],
    smallRatesBps: [100, 300],
  },
  {
    key: 'meeting',
    code: '3040304010000000000',
    itemName: '*会展服务*会议服务费',
    name: { zh: '会议服务', en: 'Meetings and events' },
    ratesBps: [600],
    smallRatesBps: [100, 300],
  },
];

/** Codes that the bureau's table keeps only as the head of a group; an invoice with one is refused. */
const SUMMARY_CODES: readonly string[] = ['3040502010000000000'];

/** The rate of small-scale taxpayers that ends: 1 %, its last day, unless it is prolonged (china.md §2.1). */
const REDUCED_RATE = { rateBps: 100, lastDay: '2027-12-31' } as const;

/** Rates that the law knows, in basis points: 13, 9, 6, 5, 3, 1 percent and none. */
export const TAX_RATES_BPS: readonly number[] = [1300, 900, 600, 500, 300, 100, 0];

/** Whether a code is the head of a group that we know: the bureau wants a leaf. 3040502000000000000 is one. */
export function isSummaryTaxCode(code: string): boolean {
  if (SUMMARY_CODES.includes(code)) return true;
  const head = code.replace(/0+$/, '');
  return TAX_ITEMS.some((item) => item.code !== code && item.code.startsWith(head));
}

/** What a clerk should look at before a price is taxed so; nothing of it forbids the price. */
export interface TaxWarning {
  readonly code: 'rate_ends' | 'rate_unusual' | 'code_unknown';
  readonly message: Localized;
}

/**
 * Warnings about the tax of a price that holds from one day up to another (not included; null: on and on): a rate that
 * ends meanwhile, one that is not usual for the code, a code that is not in our list.
 */
export function taxWarnings(
  tax: Pick<TaxTreatment, 'rateBps' | 'code'>,
  held: { readonly from: CalendarDate; readonly until: CalendarDate | null },
): TaxWarning[] {
  const found: TaxWarning[] = [];
  const warn = (code: TaxWarning['code'], zh: string, en: string): number => found.push({ code, message: { zh, en } });
  const { rateBps, lastDay } = REDUCED_RATE;
  if (tax.rateBps === rateBps && (held.until === null || held.until > lastDay)) {
    warn(
      'rate_ends',
      `1% 征收率仅执行至 ${lastDay}，届时请按新政策另建价格`,
      `the rate of 1 % ends on ${lastDay}; make new prices by the rule that follows`,
    );
  }
  const item = TAX_ITEMS.find((one) => one.code === tax.code);
  if (!item) {
    warn(
      'code_unknown',
      '常用清单中没有这个编码，请在电子税务局确认它是末级编码',
      'not in the usual list; make sure in the tax portal that it is a leaf code',
    );
  } else if (!item.ratesBps.includes(tax.rateBps) && !item.smallRatesBps.includes(tax.rateBps)) {
    warn(
      'rate_unusual',
      `${item.name.zh}的税率通常为 ${[...item.ratesBps, ...item.smallRatesBps].map((bps) => `${bps / 100}%`).join('、')}`,
      `${item.name.en} is usually taxed at ${[...item.ratesBps, ...item.smallRatesBps].map((bps) => `${bps / 100} %`).join(', ')}`,
    );
  }
  return found;
}
