import { fittingSlot, refusalsAtAnyTime, type Violation } from '@parkbench/domain';
import { notFound, policiesViolated, Problem } from '../../platform/http/problem.js';
import { gatherFacts, type Offer, offerFor, pricedOrRefused } from '../reservations/reservations.api.js';
import { opensFor, waitOf, wantedTime, type WantedRow } from './entries.js';
import { type At, freedInstrument } from './freed-instrument.js';
import { askOfSlot } from './make-offer.js';

/** Who wants to wait. */
interface Owner {
  readonly companyId: number;
  readonly memberId: number;
}

/** What is wanted, and on which instruments. */
interface Wish {
  readonly target: 'instrument' | 'equivalent' | 'category';
  readonly instrumentId?: number | undefined;
  readonly categoryId?: number | undefined;
  readonly wanted: WantedRow;
}

/** So many instruments are looked at: of a wide category the first tell enough. */
const lookedAt = 8;

const wantedInstruments = `
  SELECT i.id FROM instrument i
  WHERE CASE $1 WHEN 'instrument' THEN i.id = $2
                WHEN 'equivalent' THEN i.kind = (SELECT x.kind FROM instrument x WHERE x.id = $2) AND i.status <> 'retired'
                ELSE i.status <> 'retired' AND $3::bigint = ANY(category_path(i.category_id)) END
  ORDER BY i.id = $2 DESC, ${opensFor('$4')} DESC, i.id LIMIT $5`;

/**
 * Looks at the instruments as if nothing were taken: whoever would be refused there at any time, for want of training,
 * standing or a price for what is counted, or waits for hours at which it never opens, is told so now and not after a
 * week of waiting.
 */
export async function refuseHopeless(at: At, owner: Owner, wish: Wish): Promise<void> {
  const { target, instrumentId = null, categoryId = null, wanted } = wish;
  const parameters = [target, instrumentId, categoryId, wanted.kind, lookedAt];
  const instruments = await at.tx.query<{ id: number }>(wantedInstruments, parameters);
  if (instruments.length === 0) throw notFound();
  const looked: Look[] = [];
  for (const { id } of instruments) {
    const look = await lookAt(at, { ...owner, instrumentId: id }, wanted);
    if (mayHave(look)) return;
    looked.push(look);
  }
  const unpriced = looked.find(({ refusals }) => refusals?.length === 0);
  if (unpriced) pricedOrRefused(unpriced.offer);
  const refused = looked.find(({ refusals }) => refusals !== null)?.refusals;
  throw refused ? policiesViolated(refused) : neverOpen();
}

/** An instrument looked at as if nothing were taken. */
interface Look {
  /** What stands against it at any time; null: nothing of that length fits into the window. */
  readonly refusals: readonly Violation[] | null;
  readonly offer: Offer;
}

const mayHave = ({ refusals, offer }: Look): boolean =>
  refusals?.length === 0 && (offer.stored !== null || !isCounted(offer));

/** What has no price yet may have one by then; what is paid by the count and not counted never will. */
const isCounted = ({ needsCounts, ask }: Offer): boolean =>
  needsCounts === true || (ask.kind === 'session' && ask.counts !== undefined);

async function lookAt(at: At, who: Owner & { readonly instrumentId: number }, wanted: WantedRow): Promise<Look> {
  const { instrumentId } = who;
  const freed = await freedInstrument(at, instrumentId);
  const { park, now, tx } = at;
  const wait = waitOf(wanted, []);
  // What cannot be reserved yet, so far ahead, can be waited for.
  const slot = fittingSlot(wait, { ...freed, busy: [], horizon: wantedTime(wait, park.timeZone).end });
  const period = slot ?? wantedTime(wait, park.timeZone);
  const ask = askOfSlot(wanted, instrumentId, period, park.timeZone);
  const facts = { ...who, kind: ask.kind, period, now: now.getTime() };
  const offer = offerFor(await gatherFacts(tx, park, facts), ask, park, now.getTime());
  // The slot begins on the grid: it is its length that is off.
  const offGrid = offer.violations.filter(({ code }) => slot !== null && code === 'off_increment');
  const found = [...refusalsAtAnyTime(offer.violations), ...offGrid];
  return { offer, refusals: slot || found.some(({ code }) => code !== 'too_long') ? found : null };
}

const neverOpen = (): Problem =>
  new Problem({
    status: 422,
    code: 'never_open',
    title: {
      zh: '所选时间范围内仪器不开放或放不下这一时长，请放宽日期、星期或时段',
      en: 'In that window it is never open for so long; widen the dates, weekdays or hours',
    },
  });
