import { useQuery } from '@tanstack/react-query';
import { pricingKey, type Touched } from './pricing.queries';

/** Whom a change would touch, asked once for what it is now; `ask` null asks nothing. */
export function useTouched(what: unknown, ask: (() => Promise<Touched>) | null) {
  const found = useQuery({
    queryKey: [...pricingKey, 'touched', what],
    queryFn: ask ?? (() => Promise.reject(new Error('nothing is asked'))),
    enabled: ask !== null,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return { touched: found.data, error: found.error, onRetry: () => void found.refetch() };
}
