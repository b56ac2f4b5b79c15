import { CheckoutView } from '../../features/reservations/checkout/checkout-view';

/** Several instruments reserved at once: all of it, or none. */
export default function CheckoutPage() {
  return <CheckoutView />;
}
