import type { ReactNode } from 'react';
import { Button } from './button';
import { useKitText } from './kit-text';
import { cx } from './styles';

export interface PaginationProps {
  onPrevious?: () => void;
  onNext?: () => void;
  hasPrevious: boolean;
  hasNext: boolean;
  /** Such as 'Page 2' or '1–50 of 245'. */
  children?: ReactNode;
  isPending?: boolean;
  className?: string;
}

/** Back and forth through pages that only know their neighbours. Hidden when there is one page. */
export function Pagination({
  onPrevious,
  onNext,
  hasPrevious,
  hasNext,
  children,
  isPending,
  className,
}: PaginationProps) {
  const text = useKitText();
  if (!hasPrevious && !hasNext && children == null) return null;
  return (
    <nav aria-label={text.pagination} className={cx('flex items-center justify-end gap-[8px] pt-[10px]', className)}>
      {children != null && <span className="num mr-auto text-sm text-mut">{children}</span>}
      <Button size="sm" icon="chevron-left" isDisabled={!hasPrevious} onPress={onPrevious}>
        {text.previous}
      </Button>
      <Button size="sm" isDisabled={!hasNext} isPending={isPending} onPress={onNext}>
        {text.next}
      </Button>
    </nav>
  );
}
