import type { Session } from '../features/identity/session';
import type { CalendarFeeds, FeedAddress } from '../features/calendars/calendars.queries';
import type { Busyness } from '../features/reports/busyness.queries';
import type { Cockpit } from '../features/billing-run/billing-run.queries';
import type { AdjustmentPage } from '../features/invoicing/adjustments/adjustments.queries';
import type { UpcomingCharges } from '../features/invoicing/upcoming.queries';
import type { ServiceOrder, ServicePage } from '../features/services/services.queries';
import type { InvoicePage, Payment, Standing } from '../features/invoicing/invoicing.queries';
import type { QualifiedPeople } from '../features/qualifications/qualifications.queries';
import type { ConductViolation, OwnConduct } from '../features/usage/conduct.queries';
import type { Handovers } from '../features/usage/usage.queries';
import type { Company, Member } from '../features/identity/people.queries';
import type { CalendarView, CataloguePage, Instrument } from '../features/reservations/instruments.types';
import type { Bundle, BundleCancellation, BundleMove } from '../features/reservations/bundle/bundle.queries';
import type { BundleOutcome, BundleQuote } from '../features/reservations/checkout/checkout.queries';
import type { Quote, Reservation, ReservationRow } from '../features/reservations/reservations.types';
import type { Entry, FreedAlert, HoldTerms } from '../features/waiting-list/waiting-list.types';
import type { components } from '../shared/api/schema';

type Schemas = components['schemas'];

/** Does not compile when the API no longer answers what the page reads. */
type Answers<Read, Answer extends Read> = Answer;

/** The shapes that features read, held to the generated contract; a change of the API that breaks a page breaks the build. */
export type Contract = [
  Answers<Session, Schemas['Session']>,
  Answers<Company, Schemas['Company']>,
  Answers<Member, Schemas['Member']>,
  Answers<CataloguePage['items'][number], Schemas['InstrumentCard']>,
  Answers<Instrument, Schemas['Instrument']>,
  Answers<CalendarView, Schemas['Calendar']>,
  Answers<Quote, Schemas['Quote']>,
  Answers<Omit<BundleQuote, 'picks'>, Schemas['BundleQuote']>,
  Answers<BundleOutcome, Schemas['BundleOutcome']>,
  Answers<Bundle, Schemas['Bundle']>,
  Answers<BundleCancellation, Schemas['BundleCancellationPreview']>,
  Answers<BundleMove, Schemas['BundleMovePreview']>,
  Answers<ReservationRow, Schemas['ReservationRow']>,
  Answers<Reservation, Schemas['Reservation']>,
  Answers<Handovers, Schemas['Handovers']>,
  Answers<QualifiedPeople, Schemas['QualifiedPeople']>,
  Answers<ConductViolation, Schemas['ConductViolation']>,
  Answers<OwnConduct, Schemas['OwnConduct']>,
  Answers<InvoicePage, Schemas['InvoicePage']>,
  Answers<Payment, Schemas['Payment']>,
  Answers<Standing, Schemas['Standing']>,
  Answers<AdjustmentPage, Schemas['AdjustmentPage']>,
  Answers<Omit<UpcomingCharges, 'lines'>, Schemas['UpcomingCharges']>,
  Answers<ServicePage, Schemas['ServiceOrderPage']>,
  Answers<ServiceOrder, Schemas['ServiceOrder']>,
  Answers<Cockpit, Schemas['MonthCockpit']>,
  Answers<CalendarFeeds, Schemas['CalendarFeeds']>,
  Answers<FeedAddress, Schemas['CalendarFeedAddress']>,
  Answers<Busyness, Schemas['Busyness']>,
  Answers<Entry, Schemas['WaitingListEntry']>,
  Answers<FreedAlert, Schemas['FreedAlert']>,
  Answers<HoldTerms, Schemas['OfferTerms']>,
];
