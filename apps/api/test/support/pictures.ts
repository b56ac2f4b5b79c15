import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Person } from './builders.js';
import type { Answer, TestApp } from './test-app.js';

/** A photograph as a telephone takes it: noise, so that it does not compress to nothing, and where it was taken. */
export function aPhoto(width = 2400, height = 1800): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 120, sigma: 30 } },
  })
    .withExif({ IFD0: { Make: 'Somebody', Software: 'geheim' }, IFD3: { GPSLatitude: '38/1 2/1 3/1' } })
    .jpeg({ quality: 60 })
    .toBuffer();
}

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A PNG of a few kilobytes that says it is so many pixels wide and high, and is. */
export function aHugePng(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const row = Math.ceil(side / 8) + 1;
  const pixels = deflateSync(Buffer.alloc(row * side), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** Uploads one file as a browser's form does. */
export async function upload<T = Record<string, unknown>>(
  t: TestApp,
  who: Person,
  path: string,
  content: Buffer,
): Promise<Answer<T>> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), 'photo.jpg');
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  return t.call<T>(who, 'POST', path, {
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': type },
  });
}
