import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { type Bookings, openBookingDesk, rental } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { aHugePng, aPhoto, upload } from '../../../test/support/pictures.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
let photo: Buffer;
const before = '2026-03-01T02:00:00Z';
const morning = '2026-03-15T01:00:00Z';

interface Record {
  readonly accessories: string[];
  readonly items: { direction: string; photos: { id: number }[]; accessories: object[]; isSigned: boolean }[];
  readonly drafts: { id: number; direction: string }[];
}

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(before));
  photo = await aPhoto();
});
afterAll(() => t.close());
beforeEach(() => t.setClock(before));

/** A rental on the morning of its hand-over. */
async function toBeHandedOver(): Promise<number> {
  t.setClock(before);
  const instrument = await t.given.anInstrument({ accessories: '电源线、C18 色谱柱（150 mm，5 μm）；说明书' });
  const { id } = await b.have(member, rental(instrument, '2026-03-15', 2));
  t.setClock(morning);
  return id;
}
const add = (who: Person, id: number, content = photo, direction = 'out') =>
  upload<{ id: number; code: string; width: number; height: number }>(
    t,
    who,
    `/reservations/${id}/handover-photos?direction=${direction}`,
    content,
  );
const recordOf = async (id: number, who = manager): Promise<Record> =>
  (await t.call<Record>(who, 'GET', `/reservations/${id}/handovers`)).body;
const photos = async (): Promise<number> => Number((await b.row('SELECT count(*) n FROM handover_photo')).n);

describe('a hand-over record', () => {
  it('holds condition, accessories one by one, photographs and who signed, of both directions', async () => {
    const id = await toBeHandedOver();
    expect((await recordOf(id)).accessories).toEqual(['电源线', 'C18 色谱柱（150 mm，5 μm）', '说明书']);
    const photoIds = [(await add(manager, id)).body.id, (await add(manager, id)).body.id];
    expect((await recordOf(id)).drafts.map((d) => d.id)).toEqual(photoIds);
    const drawn = await sharp({ create: { width: 600, height: 200, channels: 4, background: '#fff0' } })
      .png()
      .toBuffer();
    const out = await b.act(manager, id, 'hand-over', {
      condition: 'good',
      note: '',
      accessories: [
        { name: '电源线', state: 'given' },
        { name: '说明书', state: 'missing' },
      ],
      photoIds,
      signedBy: '李酸',
      signature: drawn.toString('base64'),
    });
    expect(out.status).toBe(200);
    t.setClock('2026-04-20T02:00:00Z');
    await b.act(manager, id, 'take-back', {
      condition: 'damaged',
      accessories: [{ name: '电源线', state: 'missing' }],
      signedBy: '李酸',
    });
    const { items, drafts } = await recordOf(id, member);
    expect(drafts).toEqual([]);
    expect(items).toMatchObject([
      { direction: 'out', isSigned: true, photos: photoIds.map((one) => ({ id: one })), signedBy: '李酸' },
      { direction: 'back', isSigned: false, photos: [], condition: 'damaged', accessories: [{ state: 'missing' }] },
    ]);
    const signature = await t.call(member, 'GET', `/reservations/${id}/handovers/out/signature`);
    expect([signature.status, signature.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await sharp(signature.raw).metadata()).format).toBe('png');
  });

  it('keeps a photograph made anew: 1600 px at most, JPEG, nothing of where it was taken', async () => {
    const id = await toBeHandedOver();
    const { body } = await add(manager, id);
    expect(body).toMatchObject({ width: 1600, height: 1200 });
    const shown = await t.call(member, 'GET', `/reservations/${id}/handover-photos/${body.id}`);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    });
    const { format, width, exif, icc, xmp } = await sharp(shown.raw).metadata();
    expect({ format, width, exif, icc, xmp }).toEqual({ format: 'jpeg', width: 1600 });
    expect(shown.raw.includes('geheim')).toBe(false);
  });

  it('is nobody else’s: another company cannot tell the photograph from none', async () => {
    const id = await toBeHandedOver();
    const { body } = await add(manager, id);
    const path = `/reservations/${id}/handover-photos/${body.id}`;
    const foreign = await t.call(other, 'GET', path);
    const unknown = await t.call(other, 'GET', `/reservations/${id}/handover-photos/999999`);
    expect([foreign.status, foreign.body.code]).toEqual([unknown.status, unknown.body.code]);
    expect(foreign.status).toBe(404);
    expect((await t.call(other, 'GET', `/reservations/${id}/handovers`)).status).toBe(404);
    expect((await add(other, id)).status).toBe(404);
    // Nor is it found under another reservation of one's own.
    const mine = await toBeHandedOver();
    expect((await t.call(member, 'GET', `/reservations/${mine}/handover-photos/${body.id}`)).status).toBe(404);
  });

  it('claims only photographs of its own direction and reservation, each once', async () => {
    const [id, elsewhere] = [await toBeHandedOver(), await toBeHandedOver()];
    const { body } = await add(manager, elsewhere);
    const refused = await b.act(manager, id, 'hand-over', { photoIds: [body.id] });
    expect([refused.status, refused.body.code]).toEqual([400, 'unknown_photo']);
    expect(await b.status(id)).toBe('confirmed');
    expect((await b.act(manager, id, 'hand-over', { accessories: [{ name: 'x', state: 'returned' }] })).body.code).toBe(
      'accessory_state',
    );
  });

  it('takes six photographs a direction, also when they arrive at once', async () => {
    const id = await toBeHandedOver();
    const small = await aPhoto(64, 48);
    const answers = await Promise.all(Array.from({ length: 9 }, () => add(manager, id, small)));
    expect(answers.map((a) => a.status).sort((x, y) => x - y)).toEqual([201, 201, 201, 201, 201, 201, 409, 409, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('too_many_photos');
  });

  it('lets go of photographs that nothing claimed within a day, and of those that are taken back', async () => {
    const id = await toBeHandedOver();
    const [kept, orphan, taken] = [await add(manager, id), await add(manager, id), await add(manager, id)];
    expect((await t.call(manager, 'DELETE', `/reservations/${id}/handover-photos/${taken.body.id}`)).status).toBe(204);
    await b.act(manager, id, 'hand-over', { photoIds: [kept.body.id] });
    const part = await t.call(manager, 'DELETE', `/reservations/${id}/handover-photos/${kept.body.id}`);
    expect(part.status).toBe(404);
    t.setClock('2026-03-16T01:00:01Z');
    await t.work();
    const { items, drafts } = await recordOf(id);
    expect([items[0]?.photos.map((p) => p.id), drafts]).toEqual([[kept.body.id], []]);
    expect((await t.call(manager, 'GET', `/reservations/${id}/handover-photos/${orphan.body.id}`)).status).toBe(404);
  });
});

describe('a hostile file', () => {
  const withComment = (words: string): Buffer => {
    const comment = Buffer.from(`\xff\xfe\x00\x00${words}`, 'latin1');
    comment.writeUInt16BE(words.length + 2, 2);
    return Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)]);
  };
  const png = (): Promise<Buffer> => sharp(photo).resize(200).png().toBuffer();
  const cases: [string, () => Buffer | Promise<Buffer>, string][] = [
    ['of 30,000 × 30,000 pixels', () => aHugePng(30_000), 'photo_too_large'],
    [
      'SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'not_a_photo',
    ],
    ['text', () => Buffer.from('this is no picture, whatever it is called'), 'not_a_photo'],
    ['empty', () => Buffer.alloc(0), 'not_a_photo'],
    ['GIF', () => sharp(photo).resize(20).gif().toBuffer(), 'not_a_photo'],
    ['truncated JPEG', () => photo.subarray(0, photo.length >> 1), 'photo_damaged'],
    ['truncated PNG', async () => (await png()).subarray(0, 900), 'photo_damaged'],
    ['only the first bytes of a JPEG', () => photo.subarray(0, 3), 'photo_damaged'],
    [
      'JPEG with an archive behind it',
      () => Buffer.concat([photo, Buffer.from(`PK\x03\x04${'x'.repeat(300)}PK\x05\x06${'\0'.repeat(18)}`)]),
      'photo_not_plain',
    ],
    ['JPEG with a script in its comment', () => withComment('<script>alert(1)</script>'), 'photo_not_plain'],
    ['PNG with a page behind it', async () => Buffer.concat([await png(), Buffer.from('<html>')]), 'photo_not_plain'],
    [
      'WebP with a page behind it',
      async () => Buffer.concat([await sharp(photo).resize(200).webp().toBuffer(), Buffer.from('<!DOCTYPE html>')]),
      'photo_not_plain',
    ],
    [
      'PNG that says it is a JPEG',
      async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), await png()]),
      'photo_damaged',
    ],
  ];

  it.each(cases)('%s is refused with a reason, and nothing is kept', async (_, file, code) => {
    const id = await toBeHandedOver();
    const kept = await photos();
    const answer = await add(manager, id, await file());
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(await photos()).toBe(kept);
    expect(JSON.stringify(answer.body)).not.toMatch(/vips|sharp|libpng/i);
  });

  it('of more than ten megabytes is not read to its end', async () => {
    const id = await toBeHandedOver();
    const answer = await add(manager, id, Buffer.concat([photo, Buffer.alloc(11_000_000)]));
    expect([answer.status, answer.body.code]).toEqual([413, 'file_too_large']);
  });

  it('as a signature is refused too', async () => {
    const id = await toBeHandedOver();
    const text = Buffer.from('no picture').toString('base64');
    expect((await b.act(manager, id, 'hand-over', { signature: text })).body.code).toBe('not_a_photo');
    expect(await b.status(id)).toBe('confirmed');
  });

  it('leaves a JPEG alone that a camera wrote more behind', async () => {
    const id = await toBeHandedOver();
    const film = randomBytes(3_000_000);
    expect((await add(manager, id, Buffer.concat([photo, photo, film]))).status).toBe(201);
  });
});
