import {
  type Ask,
  type Booking,
  type Held,
  type Instrument,
  type Outage,
  type Verdict,
  around,
  changed,
  dayOf,
  hourMs,
  isAhead,
  isOut,
  isRunning,
  meets,
  monthly,
  monthsLater,
  monthsOf,
  periodOf,
  priceOf,
  rest,
  sessionFen,
  startOf,
  sumOf,
} from './reservation-model.parts.js';

/** A page that knows all the rules about who has which instrument, in the simplest way there is. */
export class ReservationModel {
  readonly bookings: Booking[] = [];
  readonly outages: Outage[] = [];

  constructor(
    public now: number,
    private readonly holdMs: number,
  ) {}

  reserve(owner: number, instrument: Instrument, ask: Ask): Verdict {
    const period = periodOf(ask);
    if (this.isPast(ask)) return 'policies_violated';
    if (!this.isFree(instrument, around(period, instrument), null)) return 'slot_taken';
    const { approval } = instrument;
    this.bookings.push({
      id: 0,
      owner,
      instrument,
      ask,
      ...period,
      status: approval ? 'requested' : 'confirmed',
      version: 1,
      held: around(period, instrument),
      holdUntil: approval ? this.now + this.holdMs : null,
      returning: false,
      nextLook: 0,
      outSince: 0,
      paidUntil: null,
      ...priceOf(ask),
    });
    return 'ok';
  }

  /** All or nothing. */
  bundle(owner: number, instruments: readonly Instrument[], ask: Ask): Verdict {
    if (this.isPast(ask)) return 'policies_violated';
    const free = instruments.every((one) => this.isFree(one, around(periodOf(ask), one), null));
    if (!free) return 'slot_taken';
    for (const instrument of instruments) this.reserve(owner, instrument, ask);
    return 'ok';
  }

  move(b: Booking, by: number, to: { instrument?: Instrument; ask: Ask }): Verdict {
    const instrument = to.instrument ?? b.instrument;
    const other = instrument !== b.instrument;
    if (by !== b.owner) return 'not_found';
    if (!isAhead(b)) return 'not_in_this_state';
    if (this.isPast(to.ask)) return 'policies_violated';
    if (other && instrument.approval && b.status === 'confirmed') return 'approval_needed';
    const period = periodOf(to.ask);
    if (!this.isFree(instrument, around(period, instrument), b)) return 'slot_taken';
    const sameTerm = !other && to.ask.kind === 'rental' && to.ask.months === monthsOf(b);
    const price = sameTerm ? { terms: b.terms, totalFen: sumOf(b.terms) } : priceOf(to.ask);
    Object.assign(b, {
      instrument,
      ask: to.ask,
      ...period,
      held: around(period, instrument),
      returning: false,
      ...price,
    });
    return changed(b);
  }

  extend(b: Booking, by: number, months: number): Verdict {
    if (by !== b.owner) return 'not_found';
    if (b.ask.kind !== 'rental' || !isRunning(b) || b.returning || b.end <= this.now) return 'not_in_this_state';
    const total = monthsOf(b) + months;
    const end = startOf(monthsLater(b.ask.day, total));
    if (!this.isFree(b.instrument, around({ start: b.start, end }, b.instrument), b)) return 'slot_taken';
    b.terms = [...b.terms, { months, fen: monthly(total) }];
    Object.assign(b, { ask: { ...b.ask, months: total }, end, held: around({ start: b.start, end }, b.instrument) });
    b.totalFen = sumOf(b.terms);
    return changed(b);
  }

  shorten(b: Booking, by: number, day: number): Verdict {
    if (by !== b.owner) return 'not_found';
    if (b.ask.kind !== 'rental' || !isRunning(b) || b.end <= this.now) return 'not_in_this_state';
    const agreed = monthsLater(b.ask.day, monthsOf(b));
    if (day < Math.max(b.ask.day + 1, dayOf(this.now) + 1) || day > agreed) return 'bad_return_day';
    const period = { start: b.start, end: startOf(day) };
    if (!this.isFree(b.instrument, around(period, b.instrument), b)) return 'slot_taken';
    const returning = day !== agreed;
    Object.assign(b, { end: period.end, returning, held: around(period, b.instrument) });
    b.totalFen = returning ? null : sumOf(b.terms);
    return changed(b);
  }

  cancel(b: Booking, by: number): Verdict {
    if (by !== b.owner) return 'not_found';
    return isAhead(b) ? this.finish(b, 'cancelled', this.now) : 'not_in_this_state';
  }

  decide(b: Booking, status: 'confirmed' | 'rejected', version: number): Verdict {
    if (b.status !== 'requested' || (b.holdUntil ?? 0) <= this.now) return 'already_decided';
    if (version !== b.version) return 'stale';
    if (status === 'rejected') return this.finish(b, status, this.now);
    // What has begun meanwhile is not to be had any more.
    if (this.isPast(b.ask)) return 'policies_violated';
    b.status = status;
    return changed(b);
  }

  handOver(b: Booking): Verdict {
    if (b.status !== 'confirmed' || dayOf(b.start) > dayOf(this.now) || b.end <= this.now) return 'not_in_this_state';
    if (this.bookings.some((one) => one !== b && one.instrument === b.instrument && isOut(one))) return 'still_out';
    b.status = 'active';
    b.outSince = this.now;
    return changed(b);
  }

  /** Only the person it is for starts it; in these sequences never early. */
  begin(b: Booking, by: number): Verdict {
    if (by !== b.owner) return 'not_found';
    return b.ask.kind === 'session' && b.start <= this.now ? this.handOver(b) : 'not_in_this_state';
  }

  stop(b: Booking, by: number): Verdict {
    if (by !== b.owner) return 'not_found';
    return b.ask.kind === 'session' ? this.takeBack(b) : 'not_in_this_state';
  }

  /** Another end of a running session; an earlier one frees the rest and costs the same. */
  resize(b: Booking, by: number, end: number): Verdict {
    if (by !== b.owner) return 'not_found';
    if (b.ask.kind !== 'session' || b.status !== 'active' || b.end <= this.now) return 'not_in_this_state';
    if (end <= b.start) return 'end_is_over';
    if (end - b.start > 12 * hourMs) return 'policies_violated';
    const held = around({ start: b.start, end }, b.instrument);
    if (!this.isFree(b.instrument, held, b)) return 'slot_taken';
    const paid = Math.max(end, b.paidUntil ?? b.end);
    Object.assign(b, { end, held, paidUntil: paid > end ? paid : null, totalFen: sessionFen(b.start, paid) });
    return changed(b);
  }

  takeBack(b: Booking): Verdict {
    if (!isOut(b)) return 'not_in_this_state';
    // A session costs what was booked; used longer, late or from before its start, only the price list knows.
    if (b.ask.kind === 'rental' || b.status === 'overdue' || b.outSince < b.start) b.totalFen = null;
    return this.finish(b, 'completed', this.now + b.instrument.turnaroundMs);
  }

  noShow(b: Booking): Verdict {
    const fits = b.status === 'confirmed' && b.start <= this.now;
    return fits ? this.finish(b, 'no_show', this.now) : 'not_in_this_state';
  }

  layOutage(instrument: Instrument, held: Held): Verdict {
    if (this.bookings.some((b) => b.instrument === instrument && meets(b.held, held))) return 'reservations_affected';
    if (!this.isFree(instrument, held, null)) return 'slot_taken';
    this.outages.push({ id: 0, instrument, open: true, held });
    return 'ok';
  }

  cancelOutage(outage: Outage): Verdict {
    if (!outage.open) return 'not_in_this_state';
    outage.open = false;
    outage.held = rest(outage.held, this.now);
    return 'ok';
  }

  /** Time goes on, and what has come due happens in the order in which it was due. */
  pass(ms: number): void {
    this.now += ms;
    for (let b = this.due(); b; b = this.due()) {
      if (b.status === 'requested') this.finish(b, 'lapsed', this.now);
      else if (b.status === 'confirmed') {
        b.status = 'completed';
        changed(b);
      } else this.runLate(b);
    }
  }

  private due(): Booking | undefined {
    const at = (b: Booking): number => {
      if (b.status === 'requested') return b.holdUntil ?? Infinity;
      if (b.status === 'overdue') return b.nextLook;
      return b.status === 'confirmed' || b.status === 'active' ? b.end : Infinity;
    };
    return this.bookings.filter((b) => at(b) <= this.now).sort((a, b) => at(a) - at(b))[0];
  }

  /** It goes on being held to the end of the day, but never into what stands next. */
  private runLate(b: Booking): void {
    const tomorrow = startOf(dayOf(this.now) + 1);
    if (b.status === 'active') {
      b.status = 'overdue';
      changed(b);
    }
    b.nextLook = tomorrow;
    b.totalFen = null;
    if (!b.held) return;
    const { end } = b.held;
    const next = this.heldOn(b.instrument, b).filter((h) => h.start >= end);
    const until = Math.min(tomorrow + b.instrument.turnaroundMs, ...next.map((h) => h.start));
    b.held = { start: b.held.start, end: Math.max(end, until) };
  }

  private finish(b: Booking, status: string, freeFrom: number): Verdict {
    b.status = status;
    b.held = rest(b.held, freeFrom);
    return changed(b);
  }

  private isPast(ask: Ask): boolean {
    return ask.kind === 'rental' ? ask.day < dayOf(this.now) : ask.start < this.now;
  }

  private heldOn(instrument: Instrument, except: Booking | null): Held[] {
    const all = [...this.bookings.filter((b) => b !== except), ...this.outages];
    return all.flatMap((one) => (one.instrument === instrument && one.held ? [one.held] : []));
  }

  private isFree(instrument: Instrument, held: Held, except: Booking | null): boolean {
    return !this.heldOn(instrument, except).some((other) => meets(other, held));
  }
}
