import { accrualInvariants } from './invariants/accrual.js';
import { auditInvariants } from './invariants/audit.js';
import { bankInvariants } from './invariants/bank.js';
import { bookingInvariants } from './invariants/bookings.js';
import { depositInvariants } from './invariants/deposits.js';
import { creditInvariants } from './invariants/credits.js';
import type { Invariant } from './invariants/invariant.js';
import { moneyInvariants } from './invariants/money.js';
import { outageInvariants } from './invariants/outages.js';
import { recordInvariants } from './invariants/records.js';
import { supportInvariants } from './invariants/support.js';

/**
 * What must hold in a quiet database whatever happened to it, by the numbers of reference/reliability.md §4, in our schema.
 * Without a counterpart here: I24 (the park has one currency, so amounts carry none). I02 counts as I01 does, since every instrument has a capacity of one, but by another method.
 * Asked as the owner, who sees all companies' rows.
 */
export const invariants: readonly Invariant[] = [
  ...bookingInvariants,
  ...moneyInvariants,
  ...accrualInvariants,
  ...bankInvariants,
  ...creditInvariants,
  ...recordInvariants,
  ...auditInvariants,
  ...outageInvariants,
  ...depositInvariants,
  ...supportInvariants,
];
