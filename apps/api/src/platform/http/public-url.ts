import { env } from '../config/env.js';

/** The address of a page or route as it is reached from outside. */
export const publicUrl = (path: string): string => `${env().PUBLIC_URL ?? `http://127.0.0.1:${env().PORT}`}${path}`;
