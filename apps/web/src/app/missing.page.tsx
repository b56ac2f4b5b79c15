import { EmptyState, ErrorState } from '../shared/ui';
import { ProblemError } from '../shared/api/problem';
import { shellMessages } from './shell.messages';

/** Shown for an address that leads nowhere. */
export function MissingPage() {
  const say = shellMessages.useSay();
  return (
    <EmptyState
      title={say('notFoundTitle')}
      detail={say('notFoundDetail')}
      action={{ label: say('home'), href: '/' }}
    />
  );
}

/** Shown when a page failed to render or load. */
export function CrashPage({ error }: { error: unknown }) {
  const say = shellMessages.useSay();
  const problem = error instanceof ProblemError ? error : undefined;
  return (
    <ErrorState
      title={problem?.title ?? say('crashTitle')}
      detail={problem?.detail}
      requestId={problem?.requestId}
      onRetry={() => window.location.reload()}
    />
  );
}
