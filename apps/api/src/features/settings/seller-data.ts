import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { sellerInput, sellerView } from './settings.dto.js';

type Input = z.infer<typeof sellerInput>;
type View = z.infer<typeof sellerView>;

/** The park as the seller on everything it issues from now on; what is issued keeps what stood when it was. */
@Injectable()
export class SellerData {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  show(): Promise<View> {
    return this.db.read('all', (tx) => read(tx));
  }

  /** Changes what was read as `version`; a later version answers 412 with the present data. Empty fields are left out. */
  async change(actor: Actor, version: number, input: Input): Promise<View> {
    const changed = await this.db.transaction('all', async (tx) => {
      const before = await read(tx, 'FOR UPDATE');
      if (before.version !== version) throw stale(before);
      const seller = Object.fromEntries(Object.entries(input).filter(([, text]) => text !== ''));
      await tx.execute('UPDATE park SET seller = $1, version = version + 1', [JSON.stringify(seller)]);
      const data = { from: before, to: seller };
      const entry = { companyId: null, action: 'park.seller_changed', entity: 'park', entityId: 1, data };
      await record(tx, { actorId: actor.memberId, ...entry });
      return { ...input, version: version + 1 };
    });
    this.settings.forget();
    return changed;
  }
}

const none: Input = {
  nameZh: '',
  nameEn: '',
  creditCode: '',
  address: '',
  phone: '',
  bankName: '',
  bankAccount: '',
};

async function read(tx: Tx, lock = ''): Promise<View> {
  const [park] = await tx.query<{ seller: Partial<Input>; version: number }>(
    `SELECT seller, version FROM park ${lock}`,
  );
  if (!park) throw notFound();
  return { ...none, ...park.seller, version: park.version };
}
