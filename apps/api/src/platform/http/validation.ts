import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from './problem.js';

/** Refuses input that does not fit its schema and names every field that does not. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new Problem({
      status: 400,
      code: 'invalid_input',
      title: { zh: '填写内容有误，请检查标出的字段', en: 'Some fields need correcting' },
      extra: {
        errors: issues.slice(0, 50).map((issue) => ({
          path: (issue.path ?? []).map((p) => String(typeof p === 'object' ? p.key : p)).join('.'),
          message: issue.message,
        })),
      },
    }),
});

/** Field schemas that mean the same on every route. */
export const field = {
  id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  date: z.iso.date(),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  instant: z.iso.datetime({ offset: true }),
  fen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  text: (max: number) =>
    z
      .string()
      .trim()
      .max(max)
      .refine((s) => !s.includes('\u0000'), 'must not contain NUL'),
};

/** A page of a list: at most 100 rows, continued after `cursor`. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
};

export const encodeCursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem({
      status: 400,
      code: 'bad_cursor',
      title: { zh: '翻页位置无效，请重新查询', en: 'The page position is invalid; search again' },
    });
  }
}
