import { Module } from '@nestjs/common';
import { Announce } from './announce.js';
import { ShowBoard } from './board.query.js';
import { BundlesController } from './bundles/bundles.controller.js';
import { CancelBundle } from './bundles/cancel-bundle.js';
import { MoveBundle } from './bundles/move-bundle.js';
import { QuoteBundle } from './bundles/quote-bundle.js';
import { ReserveBundle } from './bundles/reserve-bundle.js';
import { ShowBundle } from './bundles/show-bundle.query.js';
import { CancelReservation } from './cancel-reservation.js';
import { ChangesController } from './changes.controller.js';
import { ExtendReservation } from './extend-reservation.js';
import { MoveReservation } from './move-reservation.js';
import { ConductController } from './conduct/conduct.controller.js';
import { LateReturn } from './conduct/late-return.js';
import { ListViolations } from './conduct/list-violations.query.js';
import { WaiveViolation } from './conduct/waive-violation.js';
import { ReservationChanges } from './reservation-changes.js';
import { ResizeSession } from './resize-session.js';
import { SessionChangesController } from './session-changes.controller.js';
import { ShortenReservation } from './shorten-reservation.js';
import { ShowCalendar } from './calendar.query.js';
import { CountsController } from './counts/counts.controller.js';
import { RecordCounts } from './counts/record-counts.js';
import { ShowCounts } from './counts/show-counts.query.js';
import { DecideReservation } from './decide-reservation.js';
import { ArrangeCoRent } from './co-rent/arrange-co-rent.js';
import { CoRentsController } from './co-rent/co-rents.controller.js';
import { ListEquivalents } from './list-equivalents.query.js';
import { ListReleases } from './release/list-releases.query.js';
import { ReleaseHours } from './release/release-hours.js';
import { ReleasesController } from './release/releases.controller.js';
import { ReservationDueWork } from './due-work.js';
import { FindAlternatives } from './find-alternatives.js';
import { FindAvailability } from './find-availability.query.js';
import { LapseReservation } from './lapse-reservation.js';
import { ListReservations } from './list-reservations.query.js';
import { MakeWay } from './make-way.js';
import { MarkOverdue } from './mark-overdue.js';
import { QuoteReservation } from './quote-reservation.js';
import { RefuseSlot } from './refuse-slot.js';
import { RequestReservation } from './request-reservation.js';
import { ReservationsController } from './reservations.controller.js';
import { CancelSeries } from './series/cancel-series.js';
import { DecideSeries } from './series/decide-series.js';
import { MoveSeries } from './series/move-series.js';
import { PlanSeries } from './series/plan-series.js';
import { PreviewMove } from './series/preview-move.js';
import { RequestSeries } from './series/request-series.js';
import { ReserveSessions } from './series/reserve-sessions.js';
import { SeriesController } from './series/series.controller.js';
import { ShowSeries } from './series/show-series.query.js';
import { ShowReservation } from './show-reservation.query.js';
import { TransferReservation } from './transfer-reservation.js';
import { ViewsController } from './views.controller.js';

@Module({
  controllers: [
    ConductController,
    SessionChangesController,
    ReservationsController,
    ChangesController,
    ViewsController,
    BundlesController,
    ReleasesController,
    CoRentsController,
    SeriesController,
    CountsController,
  ],
  providers: [
    Announce,
    FindAlternatives,
    RefuseSlot,
    QuoteReservation,
    QuoteBundle,
    CancelBundle,
    MoveBundle,
    ShowBundle,
    ReleaseHours,
    ListEquivalents,
    ArrangeCoRent,
    ListReleases,
    ReserveBundle,
    RequestReservation,
    DecideReservation,
    ReservationChanges,
    ExtendReservation,
    ShortenReservation,
    CancelReservation,
    MoveReservation,
    ResizeSession,
    TransferReservation,
    MakeWay,
    LapseReservation,
    LateReturn,
    ListViolations,
    WaiveViolation,
    MarkOverdue,
    ReservationDueWork,
    ListReservations,
    ShowReservation,
    PlanSeries,
    ReserveSessions,
    RequestSeries,
    ShowSeries,
    PreviewMove,
    MoveSeries,
    CancelSeries,
    DecideSeries,
    FindAvailability,
    ShowCalendar,
    ShowBoard,
    RecordCounts,
    ShowCounts,
  ],
  exports: [Announce, ExtendReservation, FindAlternatives, MakeWay, RefuseSlot, ReservationChanges],
})
export class ReservationsModule {}
