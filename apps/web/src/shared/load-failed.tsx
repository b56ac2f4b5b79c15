import { ProblemError } from './api/problem';
import { ErrorState } from './ui';

export interface LoadFailedProps {
  /** What could not be loaded, in the reader's language. */
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
  readonly isRetrying?: boolean;
}

/** Data that did not come: what, why, the request's number, and a way to try again. */
export function LoadFailed({ title, error, onRetry, isRetrying }: LoadFailedProps) {
  const requestId = error instanceof ProblemError ? error.requestId : undefined;
  return (
    <ErrorState title={title} detail={error.message} requestId={requestId} onRetry={onRetry} isRetrying={isRetrying} />
  );
}
