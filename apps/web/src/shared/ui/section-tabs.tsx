import { useEffect, useRef } from 'react';
import { Link } from 'react-aria-components';
import { cx, focusRing } from './styles';

export interface SectionTabsProps {
  /** Says what the pages have in common. */
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly label: string }[];
  /** The page that is open, by its href. */
  readonly current: string;
  readonly className?: string;
}

/** Pages of one section beside each other, each with a path of its own: links that look like tabs. The open one is in sight. */
export function SectionTabs({ label, tabs, current, className }: SectionTabsProps) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const open = nav.current?.querySelector<HTMLElement>('[aria-current]')?.parentElement;
    if (nav.current && open)
      nav.current.scrollLeft = open.offsetLeft - (nav.current.clientWidth - open.clientWidth) / 2;
  }, [current]);
  return (
    <nav ref={nav} aria-label={label} className={cx('relative mb-3 overflow-x-auto border-b border-line', className)}>
      <ul className="flex w-max gap-[4px]">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.href === current ? 'page' : undefined}
              className={cx(
                'flex min-h-[36px] items-center border-b-2 px-[12px] whitespace-nowrap no-underline -outline-offset-2 max-lg:min-h-[44px]',
                tab.href === current
                  ? 'border-brand font-medium text-brand-strong'
                  : 'border-transparent text-mut data-hovered:text-ink',
                focusRing.replace('outline-offset-2', ''),
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
