import {
  addDays,
  type HolidayCalendar,
  type InstrumentFacts,
  localDate,
  type OpeningHours,
  type Period,
  type ReservationRules,
  resolveRules,
} from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';

/** The columns of an instrument that decide about reservations, and its names. */
export interface InstrumentRow {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly categoryId: number;
  readonly status: InstrumentFacts['status'];
  readonly originalValueFen: number;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly approvalRequired: boolean;
  readonly trainingRequired: boolean;
  readonly calibrationValidUntil: string | null;
  readonly calibrationBlocks: boolean;
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  readonly openingHours: OpeningHours | null;
  readonly minMonths: number;
  readonly maxMonths: number;
  readonly incrementMinutes: number;
  readonly minSessionMinutes: number;
  readonly maxSessionMinutes: number;
  readonly noticeMinutes: number;
  readonly advanceDays: number;
}

/** For a query in which the instrument is `i`. */
export const instrumentColumns = `
  i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model, i.category_id "categoryId", i.status,
  i.original_value_fen "originalValueFen", i.opens_rental "opensRental", i.opens_session "opensSession", i.opens_run "opensRun",
  i.approval_required "approvalRequired", i.training_required "trainingRequired",
  i.calibration_valid_until "calibrationValidUntil", i.calibration_blocks "calibrationBlocks",
  i.before_minutes "beforeMinutes", i.after_minutes "afterMinutes", i.opening_hours "openingHours",
  i.min_months "minMonths", i.max_months "maxMonths", i.increment_minutes "incrementMinutes",
  i.min_session_minutes "minSessionMinutes", i.max_session_minutes "maxSessionMinutes",
  i.notice_minutes "noticeMinutes", i.advance_days "advanceDays"`;

/** An instrument as the rules see it; without hours of its own it has the park's. */
export function instrumentFacts(row: InstrumentRow, park: Park): InstrumentFacts {
  return {
    id: String(row.id),
    status: row.status,
    categoryId: String(row.categoryId),
    openModes: { rental: row.opensRental, session: row.opensSession, run: row.opensRun },
    rules: rulesOf(row, park),
    turnaround: { beforeMinutes: row.beforeMinutes, afterMinutes: row.afterMinutes },
    approvalRequired: row.approvalRequired,
    trainingRequired: row.trainingRequired,
    calibrationValidUntil: row.calibrationValidUntil,
  };
}

/** The figures that hold for an instrument. */
function rulesOf(row: InstrumentRow, park: Park): ReservationRules {
  const { minMonths, maxMonths, incrementMinutes, minSessionMinutes, maxSessionMinutes, advanceDays } = row;
  return resolveRules(
    {
      ...{ minMonths, maxMonths, incrementMinutes, minSessionMinutes, maxSessionMinutes, advanceDays },
      openingHours: row.openingHours ?? undefined,
      createNoticeMinutes: row.noticeMinutes,
      calibrationGate: row.calibrationBlocks ? 'blocks' : 'warns',
    },
    {
      openingHours: park.openingHours as OpeningHours,
      maxOpenOfCompany: park.maxOpenReservations,
      quotas: [{ unit: 'hours', per: 'week', of: 'company', on: 'park', limit: park.maxWeeklyHours }],
    },
  );
}

/** The park's holidays around a period: they are part of the price that is kept with a reservation. */
export function holidaysNear(park: Park, period: Period): HolidayCalendar {
  const from = addDays(localDate(period.start, park.timeZone), -1);
  const to = addDays(localDate(period.end, park.timeZone), 14);
  const near = [...park.holidays].filter(([day]) => from <= day && day <= to);
  const days = (kind: 'holiday' | 'workday'): string[] => near.filter(([, one]) => one === kind).map(([day]) => day);
  return { holidays: days('holiday'), workdays: days('workday') };
}
