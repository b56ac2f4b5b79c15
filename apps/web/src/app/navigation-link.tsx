import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isUnder, type NavigationEntry } from './navigation';

export interface NavigationLinkProps {
  readonly entry: NavigationEntry;
  readonly className: string;
  readonly children: ReactNode;
}

/** A way into a part of the product; it looks active on every page of that part, and is the current page on its own. */
export function NavigationLink({ entry, className, children }: NavigationLinkProps) {
  const isHere = useRouterState({ select: ({ location }) => isUnder(entry, location.pathname) });
  return (
    <Link
      to={entry.path}
      activeOptions={{ exact: entry.path === '/' }}
      data-status={isHere ? 'active' : undefined}
      className={className}
    >
      {children}
    </Link>
  );
}
