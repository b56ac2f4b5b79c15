import { Bookings } from './bookings.js';
import type { Person } from './builders.js';
import type { Answer, TestApp } from './test-app.js';

export interface Entry {
  readonly id: number;
  readonly status: string;
  readonly position: number | null;
  readonly letGo: number;
  readonly companyZh: string | null;
  readonly counts: object | null;
  readonly offer: Offer | null;
}
interface Offer {
  readonly id: number;
  readonly instrumentId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly expiresAt: string;
  readonly quote: { readonly quoteId: string; readonly totalFen: number } | null;
  readonly violations: readonly { readonly code: string }[];
}
export type Refusal = Record<string, unknown> & { code: string; violations: { code: string }[] };

/** Waiting, being offered and answering, as people do it. */
export class WaitingListDesk {
  constructor(private readonly t: TestApp) {}

  join<T = Entry & Refusal>(who: Person, body: object, key = Bookings.key()): Promise<Answer<T>> {
    return this.t.call<T>(who, 'POST', '/waiting-list', { body, key });
  }

  /** Joins and expects to wait. */
  async joined(who: Person, body: object): Promise<number> {
    const { status, body: made } = await this.join(who, body);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(made)}`);
    return made.id;
  }

  async list(who: Person, state = 'open'): Promise<Entry[]> {
    return (await this.t.call<{ items: Entry[] }>(who, 'GET', `/waiting-list?state=${state}`)).body.items;
  }

  async entryOf(who: Person, id: number): Promise<Entry | undefined> {
    return [...(await this.list(who)), ...(await this.list(who, 'over'))].find((one) => one.id === id);
  }

  async offerOf(who: Person, id: number): Promise<Offer> {
    const offer = (await this.entryOf(who, id))?.offer;
    if (!offer) throw new Error(`entry ${id} has no offer`);
    return offer;
  }

  act<T = Refusal>(who: Person, id: number, action: string, body: object = {}): Promise<Answer<T>> {
    return this.t.call<T>(who, 'POST', `/waiting-list/${id}/${action}`, { body, key: Bookings.key() });
  }
}
