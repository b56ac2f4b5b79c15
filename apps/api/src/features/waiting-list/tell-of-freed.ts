import { addDays, freedStretch, localDate, type Period, startOfDay, type Weekday } from '@parkbench/domain';
import { recordAll } from '../../platform/outbox/record-all.js';
import { type At, freedInstrument } from './freed-instrument.js';

interface Alert {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly minMinutes: number;
  readonly withinDays: number;
  readonly weekdays: readonly Weekday[] | null;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly byMail: boolean;
}

const alertsQuery = `
  SELECT a.id, a.company_id "companyId", a.member_id "memberId", a.min_minutes "minMinutes", a.within_days "withinDays", a.weekdays,
    a.from_minute "fromMinute", a.to_minute "toMinute", a.by_mail "byMail"
  FROM freed_alert a JOIN instrument i ON i.id = $1 JOIN member m ON m.id = a.member_id AND m.disabled_at IS NULL
  WHERE (a.instrument_id = i.id OR a.category_id = ANY(category_path(i.category_id))) AND i.status = 'in_service' AND i.opens_session
  ORDER BY a.id`;

/** Tells of freed time: each person once, however many of their filters it suits. Nothing is held for them. */
export async function tellOfFreed(
  at: At,
  freed: { readonly id: number; readonly instrumentId: number; readonly start: Date; readonly end: Date },
): Promise<void> {
  const { instrumentId, id: freedId } = freed;
  const alerts = await at.tx.query<Alert>(alertsQuery, [instrumentId]);
  if (alerts.length === 0) return;
  const instrument = await freedInstrument(at, instrumentId);
  const given = { start: freed.start.getTime(), end: freed.end.getTime() };
  const told = new Map<number, { alert: Alert; stretch: Period }>();
  for (const alert of alerts) {
    if (told.get(alert.memberId)?.alert.byMail) continue;
    const horizon = Math.min(instrument.horizon, endOfDays(at, alert.withinDays));
    const stretch = freedStretch(wishOf(alert), { ...instrument, horizon }, given);
    if (stretch && (alert.byMail || !told.has(alert.memberId))) told.set(alert.memberId, { alert, stretch });
  }
  await recordAll(
    at.tx,
    [...told.values()].map(({ alert: { id, companyId, memberId, byMail }, stretch }) => ({
      actorId: null,
      companyId,
      action: 'freed-alert.told',
      entity: 'freed_alert',
      entityId: id,
      data: {
        freedId,
        memberId,
        instrumentId,
        byMail,
        startsAt: new Date(stretch.start),
        endsAt: new Date(stretch.end),
      },
      event: true,
    })),
  );
}

const wishOf = ({ minMinutes, weekdays, fromMinute, toMinute }: Alert): Parameters<typeof freedStretch>[0] => ({
  minMinutes,
  weekdays,
  hours: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
});

const endOfDays = ({ park, now }: At, days: number): number =>
  startOfDay(addDays(localDate(now.getTime(), park.timeZone), days + 1), park.timeZone);
