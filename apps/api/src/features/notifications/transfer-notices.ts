import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Invitations } from './invitations.js';
import { Notifier } from './notifier.js';

interface Facts {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly giver: string;
  readonly taker: string;
}

const facts = `
  SELECT i.name_zh "nameZh", coalesce(nullif(i.name_en, ''), i.name_zh) "nameEn", g.name giver, t.name taker
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id JOIN member g ON g.id = $2 JOIN member t ON t.id = $3 WHERE r.id = $1`;

/** Tells both sides that a reservation went from one colleague to the other; whoever made it knows; it goes from one calendar to the other. */
@Injectable()
export class TransferNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
    private readonly invitations: Invitations,
  ) {}

  onModuleInit(): void {
    this.outbox.on('reservation.transferred', (tx, event) => this.tell(tx, event));
  }

  private async tell(tx: Tx, { id: eventId, payload }: OutboxEvent): Promise<void> {
    const { id, actorId } = payload;
    const [from, to] = [Number(payload.from), Number(payload.to)];
    const [found] = await tx.query<Facts>(facts, [id, from, to]);
    if (!found) return;
    const { nameZh, nameEn, giver, taker } = found;
    const notice = {
      kind: 'reservation.transferred',
      title: { zh: `预约已转交：${nameZh}`, en: `Reservation transferred: ${nameEn}` },
      body: {
        zh: `${nameZh}的预约由${giver}转交给${taker}，提醒和交接今后由${taker}负责。`,
        en: `The reservation of ${nameEn} went from ${giver} to ${taker}, who is reminded and takes the instrument over from now on.`,
      },
      dedupeKey: `outbox:${eventId}`,
      link: `/reservations/${id}`,
    };
    for (const person of await this.notifier.members(tx, [from, to])) {
      const how = {
        method: person.memberId === from ? 'CANCEL' : 'REQUEST',
        isWithdrawn: person.memberId === from,
      } as const;
      const enclosed = await this.invitations.to(tx, person, id, how);
      if (person.memberId !== actorId) await this.notifier.tell(tx, [person], notice, enclosed);
      else if (enclosed) await this.notifier.confirm(tx, person, notice, enclosed);
    }
  }
}
