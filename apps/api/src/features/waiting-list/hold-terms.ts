import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import type { holdTermsView } from './waiting-list.dto.js';

export type HoldTerms = z.infer<typeof holdTermsView>;

/** How long offers are held: as the park's settings say; a change holds for the offers made from then on. */
export async function holdTerms(tx: Pick<Tx, 'query'>): Promise<HoldTerms> {
  const [row] = await tx.query<HoldTerms>(
    'SELECT offer_session_minutes "sessionMinutes", offer_rental_hours "rentalHours" FROM park',
  );
  if (!row) throw new Error('the park is not set up yet');
  return row;
}
