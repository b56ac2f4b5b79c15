import { Problem } from '../../../platform/http/problem.js';
import { refusals, WorkbookRefused } from './limits.js';

/** The answer to a workbook that could not be read; undefined when that is not what went wrong. */
export function refusalOf(error: unknown): Problem | undefined {
  if (!(error instanceof WorkbookRefused)) return undefined;
  return new Problem({ status: 422, code: error.reason, title: refusals[error.reason] });
}
