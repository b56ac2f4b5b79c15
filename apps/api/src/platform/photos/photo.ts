import type { Localized } from '@parkbench/domain';
import sharp, { type Sharp } from 'sharp';
import { Problem } from '../http/problem.js';
import { isPolyglot, kindOf } from './outside-of-image.js';

/** What an uploaded photograph may be, and what becomes of it. */
const photoLimits = {
  fileBytes: 10 * 1024 * 1024,
  inputPixels: 40_000_000,
  signaturePixels: 4_000_000,
  /** Longest side of what is kept. */
  side: 1_600,
  quality: 80,
  seconds: 15,
} as const;

const refusals = {
  not_a_photo: {
    zh: '只支持 JPEG、PNG、WebP 照片',
    en: 'Only JPEG, PNG and WebP pictures are taken',
  },
  photo_too_large: {
    zh: '照片像素过大（最多 4000 万像素），请缩小后再上传',
    en: 'The picture has too many pixels (40 million at most); make it smaller and upload it again',
  },
  photo_damaged: {
    zh: '照片已损坏或不完整，请重新拍摄后上传',
    en: 'The picture is damaged or incomplete; take it again',
  },
  photo_not_plain: {
    zh: '该文件除图片外还包含其他内容，已拒绝',
    en: 'The file holds more than a picture and was refused',
  },
} as const satisfies Record<string, Localized>;

const refused = (code: keyof typeof refusals): Problem => new Problem({ status: 422, code, title: refusals[code] });

/** A picture as it is kept: made anew by the server, nothing of the upload but its pixels. */
export interface Picture {
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
}

// One thread and nothing kept: the server that decodes also answers.
sharp.cache(false);
sharp.concurrency(1);

/** Decoding takes memory by the pixel: one at a time, the others wait. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * A photograph made anew as a JPEG of at most 1600 px a side, turned upright, without metadata (where and with what it
 * was taken stays with whoever took it). Refuses with 422 what is no picture, is too large, damaged, or more than a picture.
 */
export function readPhoto(upload: Buffer): Promise<Picture> {
  return read(upload, photoLimits.inputPixels, (picture) =>
    picture
      .autoOrient()
      .resize({ width: photoLimits.side, height: photoLimits.side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: photoLimits.quality }),
  );
}

/** A drawn signature made anew as a small PNG on white. Refuses as `readPhoto` does. */
export function readSignature(upload: Buffer): Promise<Picture> {
  return read(upload, photoLimits.signaturePixels, (picture) =>
    picture
      .resize({ width: 800, height: 320, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .png({ palette: true, colours: 16 }),
  );
}

async function read(upload: Buffer, pixels: number, remade: (picture: Sharp) => Sharp): Promise<Picture> {
  const kind = kindOf(upload);
  if (!kind) throw refused('not_a_photo');
  if (isPolyglot(upload, kind)) throw refused('photo_not_plain');
  return inTurn(async () => {
    try {
      const picture = sharp(upload, { limitInputPixels: pixels, failOn: 'error', pages: 1 });
      const { format, width, height } = await picture.metadata();
      if (format !== kind) throw refused('not_a_photo');
      if (width * height > pixels) throw refused('photo_too_large');
      const { data, info } = await remade(picture)
        .timeout({ seconds: photoLimits.seconds })
        .toBuffer({ resolveWithObject: true });
      return { image: data, width: info.width, height: info.height };
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw refused(/pixel limit/i.test(String(error)) ? 'photo_too_large' : 'photo_damaged');
    }
  });
}
