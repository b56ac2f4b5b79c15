export { mustBeAllowed } from './allowed-actions.js';
export { Announce } from './announce.js';
export { type Ask, countsAsked } from './ask.js';
export { type BookedHours, bookedHours } from './best-of/month-of-hours.js';
export { type BillableSource, companiesWithSources, sourcesFor, type SourcesWanted } from './billable-sources.js';
export { changeReservation, type LockedReservation, lockReservation, readReservation } from './change-reservation.js';
export { type ExtensionPreview, ExtendReservation } from './extend-reservation.js';
export { countViolation, withdrawLateReturn } from './conduct/count-violation.js';
export { parkSuspension, suspensionNow } from './conduct/park-suspension.js';
export { rulesOfInstrument } from './conduct/rules-of-instrument.js';
export { findingsAbout, trained } from './findings-about-person.js';
export { atUse, bookedCounts } from './counts/counts.dto.js';
export { keepCounts, monthFor } from './counts/keep-counts.js';
export { firstFreeDay } from './first-free-day.js';
export { layOccupancy } from './lay-occupancy.js';
export { lockInstruments, MakeWay } from './make-way.js';
export { type Decided, type InTheWay, NoWay, offerElsewhere, type Resolution } from './place-elsewhere.js';
export { changeGaps, sittingOut } from './sit-out.js';
export type { AlternativesView } from './find-alternatives.js';
export { unscheduleAll } from './reminders.js';
export { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
export {
  alternatives as alternativesView,
  day,
  decided as outcomeView,
  instant,
  quoteId,
  quoteView,
  reservationRow as reservationRowView,
  violation,
} from './reservations.dto.js';
export { type Attempt, type Outcome, type ReservationRequest, reserve, type Reserving } from './reserve.js';
export { gatherFacts } from './reservation-facts.js';
export { type Offer, offerFor, pricedOrRefused } from './offer.js';
export { quoteBody } from './quote-view.js';
export { RefuseSlot } from './refuse-slot.js';
export { agreedLines, totalOf } from './what-it-costs.js';
