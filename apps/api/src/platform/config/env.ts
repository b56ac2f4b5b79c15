import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((v) => v === '1' || v === 'true');

/** Left out or empty: none. A short or well-known one is refused at the start. */
const secret = z
  .string()
  .refine((text) => text === '' || (text.length >= 16 && !/password|changeme|123456|secret/i.test(text)), {
    message: 'a secret has at least 16 characters and is not a common one',
  })
  .transform((text) => text || undefined)
  .optional();

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  DATABASE_URL: z.string().min(1, 'DATABASE_URL is required: npm start sets it for the embedded server'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
  REDIS_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.string().optional(),
  TRUSTED_PROXIES: z.string().default(''),
  COOKIE_SECURE: flag,
  PARKBENCH_DEMO: flag,
  PARKBENCH_DATA_DIR: z.string().default('.parkbench'),
  PARKBENCH_CLOCK_FILE: z.string().optional(),
  SETUP_TOKEN: secret,
  WEB_DIST: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Parkbench <no-reply@parkbench.invalid>'),
  METRICS_TOKEN: secret,
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
});

export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/** The only reader of process.env; a wrong setting stops the start and is named. */
export function env(): Env {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    throw new Error(`Settings: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`);
  }
  if (parsed.data.NODE_ENV === 'production' && parsed.data.PARKBENCH_CLOCK_FILE) {
    throw new Error('Settings: PARKBENCH_CLOCK_FILE is for tests and is refused in production');
  }
  cached = parsed.data;
  return cached;
}

/** Settings a tool gives to a part of the application that it runs in its own process; before anything has read them. */
export function provideEnv(settings: Partial<Record<keyof Env, string>>): void {
  Object.assign(process.env, settings);
  cached = undefined;
}
