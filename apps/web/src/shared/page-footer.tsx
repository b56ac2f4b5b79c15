import type { ReactNode } from 'react';
import { defineMessages } from './i18n/messages';
import { Pagination, type PaginationProps } from './ui';

const messages = defineMessages({ page: '第 {page} 页' }, { page: 'Page {page}' });

export interface PageFooterProps {
  /** What `usePages` says of the list. */
  readonly list: { readonly index: number; readonly pagination: PaginationProps };
  /** How many there are, where that is known. */
  readonly children?: ReactNode;
}

/** Under a list: how many there are, and where there is more than one page, which it is and the way back and forth. */
export function PageFooter({ list: { index, pagination }, children }: PageFooterProps) {
  const say = messages.useSay();
  if (!pagination.hasPrevious && !pagination.hasNext)
    return children ? <p className="num pt-2.5 text-sm text-mut">{children}</p> : null;
  return (
    <Pagination {...pagination}>
      {children && <>{children} · </>}
      {say('page', { page: index + 1 })}
    </Pagination>
  );
}
