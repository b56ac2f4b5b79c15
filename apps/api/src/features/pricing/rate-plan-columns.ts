/** A field of a rate plan on the wire and the column that keeps it. */
export interface PlanColumn {
  readonly key: string;
  readonly column: string;
  readonly type: 'bigint' | 'int' | 'jsonb' | 'text' | 'boolean';
}

const of = (type: PlanColumn['type'], columns: Readonly<Record<string, string>>): PlanColumn[] =>
  Object.entries(columns).map(([key, column]) => ({ key, column, type }));

/** What a plan says besides whose it is and when it holds. */
export const planColumns: readonly PlanColumn[] = [
  ...of('bigint', {
    monthlyFen: 'monthly_fen',
    dayFen: 'day_fen',
    minimumChargeFen: 'minimum_charge_fen',
    runFen: 'run_fen',
    sampleFen: 'sample_fen',
    depositFen: 'deposit_fen',
  }),
  ...of('int', {
    minMonths: 'min_months',
    incrementMinutes: 'increment_minutes',
    freeCancelHours: 'free_cancel_hours',
    lateCancelBps: 'late_cancel_bps',
    noShowBps: 'no_show_bps',
  }),
  ...of('jsonb', {
    termTiers: 'term_tiers',
    hourly: 'hourly',
    bandWindows: 'band_windows',
    rentalTax: 'rental_tax',
    sessionTax: 'session_tax',
    runTax: 'run_tax',
    sampleTax: 'sample_tax',
    extras: 'extras',
  }),
  ...of('boolean', { countsInsteadOfHours: 'counts_instead_of_hours' }),
  ...of('text', { billBasis: 'bill_basis', note: 'note' }),
];

/** The SELECT list of a plan `p`, under its names on the wire. */
export const selectPlan = [
  'p.id',
  'p.instrument_id "instrumentId"',
  'p.category_id "categoryId"',
  'p.valid_from "validFrom"',
  'p.valid_until "validUntil"',
  ...planColumns.map((c) => `p.${c.column} "${c.key}"`),
  'p.version',
].join(', ');
