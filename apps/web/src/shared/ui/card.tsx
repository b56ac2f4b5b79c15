import { useId, type ReactNode } from 'react';
import { cx } from './styles';

export interface CardProps {
  title?: ReactNode;
  /** Buttons or a segmented control at the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** Without inner space, for a table or a list. */
  flush?: boolean;
  headingLevel?: 2 | 3;
}

/** A white box with a thin border; a titled card is a region of the page. */
export function Card({ title, actions, children, className, flush = false, headingLevel = 2 }: CardProps) {
  const id = useId();
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const head = (title ?? actions) != null && (
    <div
      className={cx(
        'flex min-h-[28px] flex-wrap items-center justify-between gap-[8px]',
        flush ? 'px-[16px] pt-[12px] pb-[8px]' : 'mb-[8px]',
      )}
    >
      {title != null && (
        <Heading id={id} className="text-lg font-semibold">
          {title}
        </Heading>
      )}
      {actions}
    </div>
  );
  return (
    <section
      aria-labelledby={title == null ? undefined : id}
      className={cx('min-w-0 rounded-md border border-line bg-surface', !flush && 'p-[16px]', className)}
    >
      {head}
      {children}
    </section>
  );
}

export interface KeyValue {
  label: ReactNode;
  value: ReactNode;
  key?: string;
}

/** Facts as label and value, in one or two columns on desktop. */
export function KeyValueList({
  items,
  columns = 1,
  className,
}: {
  items: KeyValue[];
  columns?: 1 | 2 | 3;
  className?: string;
}) {
  const grid = { 1: '', 2: 'lg:grid-cols-2', 3: 'lg:grid-cols-3' }[columns];
  return (
    <dl className={cx('grid grid-cols-1 gap-x-[24px] gap-y-[4px]', grid, className)}>
      {items.map((item, index) => (
        <div key={item.key ?? index} className="grid grid-cols-[minmax(84px,30%)_1fr] gap-[8px] py-px">
          <dt className="text-mut">{item.label}</dt>
          <dd className="num min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
