import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useKitText } from './kit-text';
import { cx, focusRing } from './styles';
import { useDocumentTitle } from './use-document-title';

export interface Crumb {
  label: string;
  href?: string;
}

export interface PageHeaderProps {
  /** Also the title of the window when it is plain text. */
  title: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Status badges beside the title. */
  badges?: ReactNode;
  /** A count or a sentence after the title. */
  detail?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** The top of a page: where it stands, its name, its state, its acts. */
export function PageHeader({ title, breadcrumbs, badges, detail, actions, className }: PageHeaderProps) {
  const text = useKitText();
  useDocumentTitle(title);
  return (
    <header className={cx('mb-[14px]', className)}>
      {breadcrumbs && breadcrumbs.length > 0 && (
        <nav aria-label={text.breadcrumbs} className="mb-[4px] text-sm text-mut">
          <ol className="flex flex-wrap items-center">
            {breadcrumbs.map((crumb, index) => (
              <li key={`${crumb.label}-${index}`} className="flex items-center">
                {index > 0 && (
                  <span aria-hidden="true" className="px-[6px]">
                    /
                  </span>
                )}
                {crumb.href ? (
                  <Link
                    href={crumb.href}
                    className={cx(
                      'inline-flex min-h-[24px] items-center rounded-sm text-mut no-underline data-hovered:text-ink data-hovered:underline max-lg:min-h-[44px]',
                      focusRing,
                    )}
                  >
                    {crumb.label}
                  </Link>
                ) : (
                  <span>{crumb.label}</span>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-center gap-x-[10px] gap-y-[8px]">
        <h1 className="text-2xl font-semibold">{title}</h1>
        {badges}
        {detail != null && <span className="num text-mut">{detail}</span>}
        {actions && (
          <div className="ml-auto flex flex-wrap items-center gap-[8px] max-lg:ml-0 max-lg:w-full">{actions}</div>
        )}
      </div>
    </header>
  );
}
