import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { isException } from './exception.js';
import { skippedDays } from './request-series.js';
import { readSeries, type SeriesRow, sessionsOf, stands } from './series-row.js';
import type { seriesView } from './series.dto.js';

type View = z.infer<typeof seriesView>;

const names = `
  SELECT i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo", c.name_zh "companyZh", c.name_en "companyEn"
  FROM instrument i, company c WHERE i.id = $1 AND c.id = $2`;

/** A series with its sessions, and the days ahead that have none. */
@Injectable()
export class ShowSeries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, id: number): Promise<View> {
    return this.db.read(scopeOf(actor), (tx) => viewOf(tx, actor, id, this.clock.now()));
  }
}

async function viewOf(tx: Tx, actor: Actor, id: number, now: Date): Promise<View> {
  const {
    memberId: _,
    startLocal: startsLocal,
    purpose: _p,
    project: _r,
    rdUse: _d,
    ...series
  } = await readSeries(tx, actor.companyId, id);
  const sessions = (await sessionsOf(tx, id)).filter(stands);
  const [called] = await tx.query<Pick<View, 'instrumentZh' | 'instrumentEn' | 'assetNo' | 'companyZh' | 'companyEn'>>(
    names,
    [series.instrumentId, series.companyId],
  );
  const whole = { ...series, startLocal: startsLocal } as SeriesRow;
  return {
    ...series,
    ...(called ?? { instrumentZh: '', instrumentEn: '', assetNo: '', companyZh: '', companyEn: '' }),
    startsLocal,
    totalFen: sessions.reduce((sum, one) => sum + one.totalFen, 0),
    sessions: sessions.map((one) => ({
      ...one,
      startsAt: one.startsAt.toISOString(),
      endsAt: one.endsAt.toISOString(),
      isException: isException(whole, one),
    })),
    skipped: skippedDays(whole, sessions, now).map(({ date, period }) => ({
      date,
      startsAt: new Date(period.start).toISOString(),
      endsAt: new Date(period.end).toISOString(),
    })),
    requested: sessions.filter((one) => one.status === 'requested').length,
  };
}
