import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.js';

/** A stretch of rows of one import, both ends included. */
export interface ImportRange {
  readonly importId: number;
  readonly fromRow: number;
  readonly toRow: number;
  readonly rows: number;
  /** Today in the park. */
  readonly today: string;
}

/**
 * What another feature does with the rows of an import beside the instruments themselves (prices).
 * `mark` adds to `changes` of the rows what would change; `apply` makes it so, after the instruments are there.
 */
export interface ImportStep {
  mark(tx: Tx, range: ImportRange): Promise<void>;
  apply(tx: Tx, range: ImportRange): Promise<void>;
}

/** Features to the right register here; the import knows none of them. */
@Injectable()
export class ImportSteps {
  readonly steps: ImportStep[] = [];

  add(step: ImportStep): void {
    this.steps.push(step);
  }
}
