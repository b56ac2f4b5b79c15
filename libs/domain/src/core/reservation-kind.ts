/** A rental takes whole months from midnight; a session takes minutes inside opening hours (rules §1). */
export type ReservationKind = 'rental' | 'session';
