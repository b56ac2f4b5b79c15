import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { refuseUnlessOverridden } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import { changeReservation, readReservation } from './change-reservation.js';
import { findingsAbout, trained } from './findings-about-person.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import type { Outcome } from './reserve.js';
import type { colleagues, transfer } from './session-changes.dto.js';

type Request = z.infer<typeof transfer>;

/** Gives a reservation to a colleague of the same company, who must be qualified for it; both are told. */
@Injectable()
export class TransferReservation {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Who may take it over: the others of the company, by name. */
  async colleagues(actor: Actor, id: number): Promise<z.infer<typeof colleagues>> {
    const { timeZone: zone } = await this.settings.get();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'transfer', reservation, { now: this.clock.now(), zone });
      const items = await tx.query<{ id: number; name: string }>(
        'SELECT id, name FROM member WHERE company_id = $1 AND id <> $2 AND disabled_at IS NULL ORDER BY name, id',
        [reservation.companyId, reservation.memberId],
      );
      return { items };
    });
  }

  execute(context: CommandContext, id: number, request: Request): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'transfer', isSameTime: true }, (change) =>
      transferTo(change, request),
    );
  }
}

async function transferTo(change: Change, request: Request): Promise<Outcome> {
  const { tx, actor, reservation, now } = change;
  const { id, status, companyId, memberId: from } = reservation;
  const [colleague] = await tx.query<{ id: number }>(
    'SELECT id FROM member WHERE id = $1 AND company_id = $2 AND disabled_at IS NULL AND id <> $3 FOR SHARE',
    [request.memberId, companyId, from],
  );
  if (!colleague) throw notAColleague();
  // Everything else was asked when it was reserved.
  const violations = await findingsAbout(change, colleague.id, [...trained, 'person_suspended']);
  const overridden = refuseUnlessOverridden(actor, violations, request.override);
  const version = await changeReservation(tx, reservation, { member_id: colleague.id }, now);
  const data = { from, to: colleague.id, ...(overridden ? { overridden: overridden.codes } : {}) };
  await recordChange(change, 'reservation.transferred', data, overridden?.reason ?? (request.note || null));
  return { id, status, version };
}

const notAColleague = (): Error =>
  badRequest('not_a_colleague', {
    zh: '只能转给同一企业的其他在职成员',
    en: 'It can only be transferred to another active member of the same company',
  });
