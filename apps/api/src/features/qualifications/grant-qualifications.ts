import { Injectable } from '@nestjs/common';
import { type CalendarDate, localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { schedule } from '../../platform/due-work/due-work.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, notFound } from '../../platform/http/problem.js';
import { recordAll } from '../../platform/outbox/record-all.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { noticeOf } from './expiry-notice.js';
import type { grant, granted } from './qualifications.dto.js';

type Request = z.infer<typeof grant>;
interface Written {
  readonly id: number;
  readonly memberId: number;
  readonly companyId: number;
  readonly isNew: boolean;
}

// Who has it already has its term from now on as it is given now: one in force a person and target.
const insert = `
  INSERT INTO qualification (company_id, member_id, instrument_id, category_id, valid_from, valid_until, granted_by, note, created_at)
  SELECT m.company_id, m.id, $2, $3, $4, $5, $6, $7, $8 FROM member m
  WHERE m.id = ANY($1) AND m.company_id IS NOT NULL AND m.disabled_at IS NULL ORDER BY m.id
  ON CONFLICT (member_id, instrument_id, category_id) WHERE revoked_at IS NULL DO UPDATE SET
    valid_from = least(qualification.valid_from, excluded.valid_from), valid_until = excluded.valid_until,
    granted_by = excluded.granted_by, note = excluded.note, version = qualification.version + 1
  RETURNING id, member_id "memberId", company_id "companyId", version = 1 "isNew"`;

/** Says that people were trained for an instrument or a category; whoever has it already has it renewed. All or none. */
@Injectable()
export class GrantQualifications {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(context: CommandContext, request: Request): Promise<z.infer<typeof granted>> {
    const { timeZone } = await this.settings.get();
    return this.commands.run(context, async (tx) => {
      const now = this.clock.now();
      const validFrom = request.validFrom ?? localDate(now.getTime(), timeZone);
      if (request.validUntil !== null && request.validUntil < validFrom) throw endsBeforeItBegins();
      const written = await write(tx, { ...request, validFrom }, context.actor.memberId, now);
      await recordAll(
        tx,
        written.map(({ id, memberId, companyId }) => ({
          actorId: context.actor.memberId,
          companyId,
          action: 'qualification.granted',
          entity: 'qualification',
          entityId: id,
          data: { memberId, validFrom, validUntil: request.validUntil },
          event: true,
        })),
      );
      await schedule(
        tx,
        written.flatMap(({ id }) => noticeOf(id, request.validUntil, timeZone, now)),
      );
      const renewed = written.filter((one) => !one.isNew).length;
      return { granted: written.length - renewed, renewed };
    });
  }
}

async function write(
  tx: Tx,
  request: Request & { validFrom: CalendarDate },
  grantedBy: number,
  now: Date,
): Promise<Written[]> {
  const memberIds = [...new Set(request.memberIds)];
  const { instrumentId = null, categoryId = null, validFrom, validUntil, note } = request;
  try {
    const parameters = [memberIds, instrumentId, categoryId, validFrom, validUntil, grantedBy, note, now];
    const written = await tx.query<Written>(insert, parameters);
    if (written.length === memberIds.length) return written;
  } catch (error) {
    if (!/^qualification_(instrument|category)_id_fkey$/.test(constraintOf(error) ?? '')) throw error;
  }
  throw notFound();
}

const endsBeforeItBegins = (): Error =>
  badRequest('ends_before_it_begins', {
    zh: '到期日不能早于生效日',
    en: 'The last day must not lie before the first',
  });
