/** What an image file may be; everything else is refused by its first bytes, whatever it is called. */
export type ImageKind = 'jpeg' | 'png' | 'webp';

const startsWith = (file: Buffer, at: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, i) => file[at + i] === byte);

/** The kind by the first bytes; null when it is none of them. */
export function kindOf(file: Buffer): ImageKind | null {
  if (startsWith(file, 0, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(file, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  const riff = file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP';
  return riff ? 'webp' : null;
}

/** What a browser or a server would run or show. A camera writes none of it; chance writes it hardly ever. */
const words = /<script[\s>]|<html[\s>]|<svg[\s>]|<\?php|<!doctype|%pdf-/i;
/** What an archive ends with, at most this far before its end. */
const archiveEnd = Buffer.from([0x50, 0x4b, 5, 6]);
const archiveTail = 65_557;

const isForeign = (part: Buffer): boolean =>
  words.test(part.toString('latin1')) || part.subarray(-archiveTail).includes(archiveEnd);

/**
 * Whether a file is an image and something else besides (a polyglot): text that would be run or shown, or an archive,
 * beside the pixels or behind their end. Telephones do write behind the end (a second picture, a short film), so that
 * alone is nothing.
 */
export function isPolyglot(file: Buffer, kind: ImageKind): boolean {
  if (kind === 'webp') return isForeign(file.subarray(8 + evenly(file.readUInt32LE(4))));
  return kind === 'png' ? pngIsMore(file) : jpegIsMore(file);
}

const evenly = (length: number): number => length + (length % 2);

/** Walks the chunks; all but the pixels are looked into, and what stands behind the last. */
function pngIsMore(file: Buffer): boolean {
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (name === 'IEND') return isForeign(file.subarray(end));
    if (name !== 'IDAT' && isForeign(file.subarray(at + 8, Math.min(end, file.length)))) return true;
    at = end;
  }
  // No end at all: not more than an image, but less; decoding it says so.
  return false;
}

/** Walks the segments; comments and metadata are looked into, and what stands behind the end. */
function jpegIsMore(file: Buffer): boolean {
  for (let at = 2; at + 4 <= file.length;) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff) return false;
    if (marker === 0xd9) return isForeign(file.subarray(at + 2));
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    const isWords = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);
    if (isWords && isForeign(file.subarray(at + 4, end))) return true;
    at = marker === 0xda ? behindPixels(file, end) : end;
  }
  return false;
}

/** Where the next segment begins behind entropy-coded pixels: stuffed zeros and restart marks belong to them. */
function behindPixels(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}
