import type { RenderWhy } from '../../features/billing-run/review/render-why';
import { WhyThisAmount } from '../../features/invoicing/why-this-amount';
import type { ChargeLine } from '../../shared/charge-line';

/** A draft's line says why as an invoice's does. */
export const renderWhy: RenderWhy = (line) => <WhyThisAmount line={line as ChargeLine} />;
