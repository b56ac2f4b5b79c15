import { formatYuan } from '../../money/yuan-text.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

function overdueInvoice({ company }: ReservationFacts): Violation[] {
  const { oldestOverdueDays: days, overdueLimitDays: limit } = company;
  if (limit === null || days <= limit) return [];
  const message = {
    zh: `贵公司有账单已逾期 ${days} 天（上限 ${limit} 天），请先付清`,
    en: `your company has an invoice ${days} days overdue (the limit is ${limit}); please pay it first`,
  };
  return [refusal('company_overdue', message, { days, limit })];
}

function creditLimit({ company, quotedFen, instrument }: ReservationFacts): Violation[] {
  const { openReceivableFen } = company;
  const limit = company.creditLimitFen ?? instrument.rules.creditLimitFen;
  if (limit === null || openReceivableFen + quotedFen <= limit) return [];
  const message = {
    zh: `未付 ¥${formatYuan(openReceivableFen)} 加本次 ¥${formatYuan(quotedFen)} 超过信用额度 ¥${formatYuan(limit)}`,
    en: `¥${formatYuan(openReceivableFen)} owed and ¥${formatYuan(quotedFen)} for this exceed the credit limit of ¥${formatYuan(limit)}`,
  };
  return [refusal('credit_limit_exceeded', message, { openReceivableFen, quotedFen, creditLimitFen: limit })];
}

/** A company in good standing reserves: not suspended, no invoice overdue beyond the park's limit, price and debts within its credit, its own or else the park's (rules §3). */
export function standing(facts: ReservationFacts): Violation[] {
  const message = { zh: '贵公司已被暂停预约，请联系园区', en: 'your company is suspended; please contact the park' };
  const suspended = facts.company.suspended ? [refusal('company_suspended', message)] : [];
  return [...suspended, ...overdueInvoice(facts), ...creditLimit(facts)];
}
