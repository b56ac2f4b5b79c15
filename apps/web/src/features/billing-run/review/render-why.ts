import type { ReactNode } from 'react';
import type { DraftLine } from './review.queries';

/** Says how a line's amount was reckoned, the way an invoice does. */
export type RenderWhy = (line: DraftLine) => ReactNode;
