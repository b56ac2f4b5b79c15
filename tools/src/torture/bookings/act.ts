import type { Desk } from './desk.js';

/** One thing people do. A new one is about ten lines: whom it is done to, what is sent, what is remembered. */
export interface Act {
  readonly name: string;
  /** As in the API's description, below /api/v1; an act whose route is not there is left out, and the figures say so. */
  readonly route: string;
  /** Further routes that it calls. */
  readonly also?: readonly string[];
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** False when there was nothing to do it to; then another act is drawn. */
  readonly play: (desk: Desk) => Promise<boolean>;
}
