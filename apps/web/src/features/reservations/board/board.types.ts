/** r rental, s session, q request, a active, o overdue, m outage, t taken by others (apps/api, board.query.ts). */
export type BlockKind = 'r' | 's' | 'q' | 'a' | 'o' | 'm' | 't';

/** Start and end in seconds since 1970, kind, id of the reservation or outage, and what staff call it. */
export type Occupancy = readonly [start: number, end: number, kind: BlockKind, source: number, label: string];

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
}

export interface BoardPage {
  readonly items: readonly BoardRow[];
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
