import type { IssuedRecord } from '@parkbench/domain';

/** A record of the bureau's; one whose number, day or amount cannot be read keeps its place and is shown as such. */
export interface BureauRecord extends Omit<IssuedRecord, 'issuedOn'> {
  readonly issuedOn: string | null;
  readonly isReadable: boolean;
}

/** 2026-04-03 10:11:12, 2026/4/3 or 20260403 as a day; null for anything else. */
export function dayOf(text: string): string | null {
  const match = /^(20\d\d)[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})(?!\d)/.exec(text);
  if (!match) return null;
  const day = `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? null : day;
}
