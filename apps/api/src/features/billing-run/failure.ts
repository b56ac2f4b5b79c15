import type { Localized } from '@parkbench/domain';
import { constraintOf, sqlState, sqlStateOf } from '../../platform/database/sql-state.js';

/** What a company's failure is about, stored beside the error's own text; worded when it is shown. */
export interface Failure {
  readonly code: 'no_term' | 'no_price' | 'unreckonable' | 'too_slow' | 'refused' | 'fault';
  readonly sourceKind?: string;
  readonly sourceId?: number;
  readonly assetNo?: string;
  readonly constraint?: string;
}

/** A failure as a clerk reads it: what is wrong, and the page where it is put right. */
export interface WordedFailure {
  readonly code: Failure['code'];
  readonly message: Localized;
  readonly link: string | null;
}

/** Says which source cannot be reckoned, so that the one company is listed with a reason somebody can act on. */
export class UnreckonableSource extends Error {
  constructor(
    readonly source: { readonly sourceKind: string; readonly sourceId: number; readonly assetNo: string },
    cause: unknown,
  ) {
    super(
      `${source.sourceKind} ${source.sourceId} (${source.assetNo}): ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** What an error means for the company whose draft or invoice it stopped. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UnreckonableSource) {
    const text = error.cause instanceof Error ? error.cause.message : '';
    const code = /segment/.test(text)
      ? 'no_term'
      : /price|increment|hourly|plan/.test(text)
        ? 'no_price'
        : 'unreckonable';
    return { code, ...error.source };
  }
  const state = sqlStateOf(error);
  if (state === sqlState.queryCanceled) return { code: 'too_slow' };
  if (state?.startsWith('23')) return { code: 'refused', constraint: constraintOf(error) };
  return { code: 'fault' };
}

const words: Record<Failure['code'], (about: Localized, failure: Failure) => Localized> = {
  no_term: (about) => ({
    zh: `${about.zh}没有租期和月租记录，算不出租金。请打开核对；数据补全后重试。`,
    en: `${about.en} has no term and monthly price on record, so its rent cannot be reckoned. Open it, complete it, then retry.`,
  }),
  no_price: (about) => ({
    zh: `${about.zh}没有可用的价格，算不出费用。请在价格表补上相应单价后重试。`,
    en: `${about.en} has no price that applies, so it cannot be reckoned. Add the price, then retry.`,
  }),
  unreckonable: (about) => ({
    zh: `${about.zh}按现有数据算不出费用。请打开核对时段、状态和价格，修正后重试。`,
    en: `${about.en} cannot be reckoned from its data. Check its times, state and price, then retry.`,
  }),
  too_slow: () => ({
    zh: '计算超时，系统可能正忙。稍后重试；仍失败请联系管理员。',
    en: 'It took too long; the system may be busy. Retry later, then ask the administrator.',
  }),
  refused: (_, { constraint }) => ({
    zh: `数据库拒绝保存（${constraint ?? '约束'}），数据前后不一致。请联系管理员，修正后重试。`,
    en: `The database refused it (${constraint ?? 'a constraint'}): the data contradict each other. Ask the administrator, then retry.`,
  }),
  fault: () => ({
    zh: '系统出错，没有生成账单。请重试；仍失败请把下面的原文发给管理员。',
    en: 'Something went wrong and nothing was billed. Retry; if it fails again, send the text below to the administrator.',
  }),
};

/** A stored failure in both languages with the way to what must be mended; an old one without a code is a fault. */
export function worded(stored: Failure | null): WordedFailure {
  const failure = stored ?? { code: 'fault' as const };
  const { code, sourceKind, sourceId, assetNo } = failure;
  const isItem = sourceKind === 'item';
  const of = assetNo ? `（${assetNo}）` : '';
  const about = {
    zh: `${isItem ? '其他费用' : '预约'} #${sourceId}${of}`,
    en: `${isItem ? 'Other charge' : 'Reservation'} #${sourceId}${assetNo ? ` (${assetNo})` : ''}`,
  };
  const link = sourceId === undefined ? null : isItem ? '/adjustments' : `/reservations/${sourceId}`;
  return { code, message: words[code](about, failure), link };
}
