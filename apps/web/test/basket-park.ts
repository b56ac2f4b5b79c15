import { aCard, aLine, quote } from './tenant-park';
import { type Answer, type Asked, fakeApi } from './fake-api';
import { tenantSession } from './finance-park';
import { type BasketItem, forgetBasket, keyOf, type When } from '../src/features/reservations/basket/basket';

export type Handler = Answer | ((asked: Asked) => Answer);
/** An item as the page asks for it. */
export interface ItemAsked {
  readonly instrumentId?: number;
  readonly quantity: number;
  readonly startsOn?: string;
}

export const twoMonths: When = { kind: 'rental', startsOn: '2026-12-15', months: 2 };
const window = { ...twoMonths, startsAt: quote.startsAt, endsAt: quote.endsAt };

/** An item of the answer: what it costs, and what stands against it. */
export const priced = (item: number, { instrumentId = 5, quantity }: ItemAsked, more: object = {}) => ({
  item,
  kind: 'rental',
  quantity,
  startsAt: quote.startsAt,
  endsAt: quote.endsAt,
  startsOn: quote.startsOn,
  endsOn: quote.endsOn,
  months: 2,
  quoteId: String(item).repeat(64),
  units: [
    {
      ...quote,
      instrumentId,
      assetNo: `SJZ-000${instrumentId}`,
      nameZh: '流式细胞仪',
      nameEn: 'Flow cytometer',
      model: 'CytoFLEX S',
      needsApproval: true,
      lines: [aLine('2026-12', 900_000, '两个月')],
    },
  ],
  freeUnits: 1,
  free: true,
  violations: [],
  taken: null,
  alternatives: null,
  totalFen: 900_000,
  depositFen: 450_000,
  ...more,
});
export const bundleQuote = (items: object[], more: object = {}) => ({
  items,
  totalFen: 900_000 * items.length,
  netFen: 800_000 * items.length,
  taxFen: 100_000 * items.length,
  depositFen: 450_000 * items.length,
  free: true,
  bestOf: [],
  nextCommon: null,
  ...more,
});
export const all = ({ body }: Asked): Answer => ({
  body: bundleQuote((body as { items: ItemAsked[] }).items.map((one, i) => priced(i, one))),
});
const named = { nameZh: '流式细胞仪', nameEn: 'Flow cytometer', assetNo: 'SJZ-0005' };
export const made = {
  status: 201,
  body: {
    id: 7,
    totalFen: 1_800_000,
    reservations: [
      { id: 41, item: 0, ...named, instrumentId: 5, status: 'confirmed', version: 1 },
      { id: 42, item: 1, ...named, instrumentId: 6, status: 'requested', version: 1 },
    ],
  },
};

/** A tenant with a basket; every item is free and costs the same unless told. */
export function basketPark(answers: Record<string, Handler> = {}) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /categories': {
      body: { items: [{ id: 2, parentId: null, nameZh: '离心机', nameEn: 'Centrifuges', instruments: 3 }] },
    },
    'GET /instruments': {
      body: {
        items: [
          aCard({ freeInWindow: true, windowFen: 900_000 }),
          aCard({ id: 6, assetNo: 'SJZ-0006', freeInWindow: false, windowFen: 900_000 }),
        ],
        nextCursor: null,
        total: 2,
        window,
      },
    },
    'POST /quotes/bundle': all,
    'POST /reservations/bundles': made,
    ...answers,
  });
}

export const pick = (instrumentId: number, assetNo: string): Omit<BasketItem, 'key'> => ({
  instrumentId,
  quantity: 1,
  when: twoMonths,
  nameZh: '流式细胞仪',
  nameEn: 'Flow cytometer',
  assetNo,
});
export const fill = (...items: Omit<BasketItem, 'key'>[]): void => {
  sessionStorage.setItem('parkbench.basket', JSON.stringify(items.map((i) => ({ ...i, key: keyOf(i, i.when) }))));
  forgetBasket();
};
export const bodies = (log: readonly Asked[], of: string) =>
  log.filter((a) => `${a.method} ${a.path}` === of).map((a) => a.body as { items: ItemAsked[]; purpose?: string });
