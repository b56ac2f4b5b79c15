import {
  addDays,
  type HolidayCalendar,
  type InstrumentFacts,
  localDate,
  type OpeningHours,
  type Period,
  type ReservationRules,
  resolveRules,
  type RulesLayer,
} from '@parkbench/domain';
import { layersAbove, type Park } from '../../platform/park-settings.js';
import { ownLayer } from '../inventory/inventory.api.js';

/** The columns of an instrument that decide about reservations, and its names. */
export interface InstrumentRow {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly categoryId: number;
  readonly kind: string;
  readonly status: InstrumentFacts['status'];
  readonly originalValueFen: number;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly approvalRequired: boolean;
  readonly trainingRequired: boolean;
  readonly calibrationValidUntil: string | null;
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  readonly openingHours: OpeningHours | null;
  readonly rules: RulesLayer;
  readonly roomBiosafetyLevel: number | null;
}

/** For a query in which the instrument is `i`. */
export const instrumentColumns = `
  i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model, i.category_id "categoryId", i.kind, i.status,
  i.original_value_fen "originalValueFen", i.opens_rental "opensRental", i.opens_session "opensSession", i.opens_run "opensRun",
  i.approval_required "approvalRequired", i.training_required "trainingRequired",
  i.calibration_valid_until "calibrationValidUntil",
  i.before_minutes "beforeMinutes", i.after_minutes "afterMinutes", i.opening_hours "openingHours", i.rules,
  i.room_biosafety_level "roomBiosafetyLevel"`;

/** An instrument as the rules see it. */
export function instrumentFacts(row: InstrumentRow, park: Park): InstrumentFacts {
  return {
    id: String(row.id),
    status: row.status,
    categoryId: String(row.categoryId),
    kind: row.kind,
    openModes: { rental: row.opensRental, session: row.opensSession, run: row.opensRun },
    rules: rulesOf(row, park),
    turnaround: { beforeMinutes: row.beforeMinutes, afterMinutes: row.afterMinutes },
    approvalRequired: row.approvalRequired,
    trainingRequired: row.trainingRequired,
    calibrationValidUntil: row.calibrationValidUntil,
    roomBiosafetyLevel: row.roomBiosafetyLevel,
  };
}

/** The figures that hold for an instrument: its own, those of its categories, the park's. */
export function rulesOf(
  row: Pick<InstrumentRow, 'rules' | 'openingHours' | 'categoryId'>,
  park: Park,
): ReservationRules {
  return resolveRules(ownLayer(row.rules, row.openingHours), ...layersAbove(park, row.categoryId));
}

/** The park's holidays around a period: they are part of the price that is kept with a reservation. */
export function holidaysNear(park: Park, period: Period): HolidayCalendar {
  const from = addDays(localDate(period.start, park.timeZone), -1);
  const to = addDays(localDate(period.end, park.timeZone), 14);
  const near = [...park.holidays].filter(([day]) => from <= day && day <= to);
  const days = (kind: 'holiday' | 'workday'): string[] => near.filter(([, one]) => one === kind).map(([day]) => day);
  return { holidays: days('holiday'), workdays: days('workday') };
}
