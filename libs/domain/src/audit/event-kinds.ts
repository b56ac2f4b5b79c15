/** What the events of the audit trail are looked for by. */
export const EVENT_KINDS = [
  'booking',
  'instrument',
  'price',
  'bill',
  'payment',
  'tax_invoice',
  'service',
  'people',
  'park',
  'audit',
] as const;
/** One of them. */
export type EventKind = (typeof EVENT_KINDS)[number];
