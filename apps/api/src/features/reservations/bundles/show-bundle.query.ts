import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { type ReservationRow, rowColumns, rowJoins } from '../list-reservations.query.js';
import { actOn, readBundle } from './bundle-reservations.js';
import { bundleActions, type bundleView } from './bundles.dto.js';

const query = `SELECT ${rowColumns} FROM reservation r ${rowJoins} WHERE r.bundle_id = $1 ORDER BY r.starts_at, r.id`;

/** A bundle: what belongs to it, and what may be done with all of it at once. */
@Injectable()
export class ShowBundle {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
  ) {}

  async execute(actor: Actor, id: number): Promise<z.infer<typeof bundleView>> {
    const { timeZone } = await this.park.get();
    const at = { now: this.clock.now(), zone: timeZone };
    return this.db.read(scopeOf(actor), async (tx) => {
      const all = await readBundle(tx, actor, id);
      const rows = await tx.query<ReservationRow>(query, [id]);
      const [made] = await tx.query<{ createdAt: Date }>('SELECT created_at "createdAt" FROM bundle WHERE id = $1', [
        id,
      ]);
      return {
        id,
        createdAt: (made?.createdAt ?? at.now).toISOString(),
        totalFen: rows.reduce((sum, row) => sum + row.totalFen, 0),
        reservations: rows,
        allowed: bundleActions.filter((action) => actOn(all, actor, action, at).length > 0),
      };
    });
  }
}
