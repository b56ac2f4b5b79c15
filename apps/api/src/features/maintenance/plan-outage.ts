import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, conflict } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { Announce, NoWay } from '../reservations/reservations.api.js';
import { AffectedByOutage } from './affected-by-outage.js';
import { LayOut } from './lay-out.js';
import { periodOfRequest } from './outage-period.js';
import { InUse, NotNamed } from './sort-out.js';
import type { outageOutcome, outageRequest } from './outages.dto.js';

type Request = z.infer<typeof outageRequest>;
type Outcome = z.infer<typeof outageOutcome>;

/** Takes an instrument out: over reservations by naming what becomes of each at once, or by asking their owners (rules §2, ADR 0020). */
@Injectable()
export class PlanOutage {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly layOut: LayOut,
    private readonly affected: AffectedByOutage,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, request: Request): Promise<Outcome> {
    const park = await this.settings.get();
    const now = this.clock.now();
    if (request.ask && Date.parse(request.ask.answerBy) <= now.getTime()) throw tooLate();
    const touched = new Set<number>();
    try {
      const { actor } = context;
      const outcome = await this.commands.run(context, (tx) =>
        this.layOut.execute({ tx, actor, park, now }, request, touched),
      );
      this.announce.changed([...touched].map((instrumentId) => ({ companyId: 'public', instrumentId })));
      return outcome;
    } catch (error) {
      throw await refusalOf(error, (ids) =>
        this.affected.describe(ids, periodOfRequest(request, park, now), { park, now }),
      );
    }
  }
}

const tooLate = (): Error =>
  badRequest('bad_answer_by', { zh: '答复期限须晚于现在', en: 'The time for answers must lie ahead' });

/** Refusals name what stands in the way and where each could go; read after the transaction that failed. */
export async function refusalOf(
  error: unknown,
  describe: (ids: readonly number[]) => Promise<unknown>,
): Promise<unknown> {
  if (error instanceof NoWay) {
    const title = { zh: '所选的新时段或替代仪器已被占用', en: 'The new time or instrument that was chosen is taken' };
    return conflict('slot_taken', title, { reservationId: error.reservationId });
  }
  if (error instanceof InUse) {
    const title = { zh: '有预约正在使用该仪器，请先办理归还', en: 'The instrument is in use; take it back first' };
    return conflict('in_use', title, { reservationId: error.reservationId });
  }
  if (error instanceof SlotTaken) {
    const title = {
      zh: '该时段已有其他停机安排，或正为他人临时保留',
      en: 'Another outage stands at that time, or it is held for somebody at this moment',
    };
    return conflict('slot_taken', title);
  }
  if (!(error instanceof NotNamed)) return error;
  const title = {
    zh: '该时段已有预约，请逐一说明如何处理，或改为征询预约人意见',
    en: 'Reservations stand at that time; say what becomes of each, or ask their owners',
  };
  return conflict('reservations_affected', title, { affected: await describe(error.ids) });
}
