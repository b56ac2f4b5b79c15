/** r rental, s session, q request, a active, o overdue, m outage, t taken by others (apps/api, board.query.ts). */
export type BlockKind = 'r' | 's' | 'q' | 'a' | 'o' | 'm' | 't';

/** Start and end in seconds since 1970, kind, id of the reservation or outage, and what staff call it, in English where there is a name. */
export type Occupancy = readonly [
  start: number,
  end: number,
  kind: BlockKind,
  source: number,
  label: string,
  labelEn?: string,
];

export interface BoardRow {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly categoryZh: string;
  readonly categoryEn: string;
  readonly status: 'in_service' | 'out_of_service' | 'retired';
  readonly occupancies: readonly Occupancy[];
  /** Which of the page's `closed` holds for it; null: it is not open for sessions. */
  readonly hours: number | null;
  /** When it is closed for sessions; laid out when its page arrives. */
  readonly shut?: readonly Shut[];
}

/** Start and end in seconds since 1970; h: outside its hours, d: a holiday. */
export type ClosedStretch = readonly [start: number, end: number, why: 'h' | 'd'];

/** Times at which nothing can be had by the hour, in milliseconds; c: the park is closed, for a reason. */
export interface Shut {
  readonly start: number;
  readonly end: number;
  readonly why: 'h' | 'd' | 'c';
  readonly reasonZh?: string;
  readonly reasonEn?: string;
}

export interface BoardPage {
  readonly items: readonly BoardRow[];
  readonly closed: readonly (readonly ClosedStretch[])[];
  readonly closures: readonly {
    readonly start: string;
    readonly end: string;
    readonly reasonZh: string;
    readonly reasonEn: string;
  }[];
  readonly nextCursor: string | null;
  /** Only on the first page. */
  readonly total: number | null;
}

/** Something that takes an instrument, where it stands on the time shown. */
export interface Block {
  /** Of this piece; a reservation may stand in several. */
  readonly key: string;
  /** The same for all pieces of one reservation. */
  readonly whole: string;
  readonly kind: BlockKind;
  readonly source: number;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly left: number;
  readonly width: number;
  /** It goes on before or after what is shown. */
  readonly isCutLeft: boolean;
  readonly isCutRight: boolean;
}

/** A stretch of time on a row of the board. */
export interface Place {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}
