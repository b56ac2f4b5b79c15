import { formatYuan } from '../../money/yuan-text.js';
import type { Instant } from '../../time/period.js';
import type { Act, ReservationFacts } from '../reservation-facts.js';
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

/** Before everything stops: nothing new above an amount, then no new rental; what runs goes on (rules §6, dunning steps). */
function dunning({ company, quotedFen, kind }: ReservationFacts, act: Act): Violation[] {
  const { oldestOverdueDays: days, dunning: steps } = company;
  if (!steps || (act !== 'create' && act !== 'extend')) return [];
  const { bookingDays, overFen, rentalDays } = steps;
  if (act === 'create' && kind === 'rental' && rentalDays !== null && days > rentalDays) {
    const message = {
      zh: `贵公司有账单已逾期 ${days} 天，付清前不能新增月租；在租的仪器不受影响`,
      en: `your company has an invoice ${days} days overdue: no new rental until it is paid; running rentals go on`,
    };
    return [refusal('dunning_rentals', message, { days, limit: rentalDays })];
  }
  if (bookingDays === null || days <= bookingDays || quotedFen <= overFen) return [];
  const most = formatYuan(overFen);
  const message = {
    zh: `贵公司有账单已逾期 ${days} 天，付清前单次预约不能超过 ¥${most}`,
    en: `your company has an invoice ${days} days overdue: until it is paid a booking may cost ¥${most} at most`,
  };
  return [refusal('dunning_bookings', message, { days, limit: bookingDays, overFen })];
}

/** A company in good standing reserves: not suspended, no invoice overdue beyond the park's limit, price and debts within its credit, its own or else the park's (rules §3). */
export function standing(facts: ReservationFacts, _now: Instant, act: Act): Violation[] {
  const message = { zh: '贵公司已被暂停预约，请联系园区', en: 'your company is suspended; please contact the park' };
  const suspended = facts.company.suspended ? [refusal('company_suspended', message)] : [];
  const overdue = overdueInvoice(facts);
  return [...suspended, ...(overdue.length > 0 ? overdue : dunning(facts, act)), ...creditLimit(facts)];
}
