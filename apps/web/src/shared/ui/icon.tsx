import { iconPaths, type IconName } from './icon-paths';
import { cx } from './styles';

export type { IconName } from './icon-paths';

export interface IconProps {
  name: IconName;
  /** Pixels; 16 unless told. */
  size?: number;
  /** Spoken name; without it the icon is decoration. */
  label?: string;
  className?: string;
}

const heavy: ReadonlySet<IconName> = new Set(['more', 'grip']);

/** One of the kit's line icons, in the colour of the text around it. */
export function Icon({ name, size = 16, label, className }: IconProps) {
  const paths: string[] = iconPaths[name].split('|');
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={name === 'dot-full' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={heavy.has(name) ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx('shrink-0', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {paths.map((d) => (
        <path key={d} d={d} />
      ))}
      {name === 'dot-half' && <path d="M12 6a6 6 0 0 0 0 12Z" fill="currentColor" stroke="none" />}
    </svg>
  );
}
