import type { ReactNode } from 'react';
import { Pagination, type PaginationProps } from './ui';

/** How many there are; and back and forth, where there is more than one page. */
export function PageFooter({ pagination, children }: { pagination: PaginationProps; children: ReactNode }) {
  if (!pagination.hasPrevious && !pagination.hasNext) {
    return <p className="num pt-2.5 text-sm text-mut">{children}</p>;
  }
  return <Pagination {...pagination}>{children}</Pagination>;
}
