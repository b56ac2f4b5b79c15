/** The only reader of the build's settings. */
export const env = { apiBase: '/api/v1', isDevelopment: import.meta.env?.DEV ?? false } as const;
