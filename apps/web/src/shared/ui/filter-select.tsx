import { Icon } from './icon';
import type { Option } from './option';
import { controlHeight, cx } from './styles';

export interface FilterSelectProps<Id extends string> {
  /** Stands inside the box at the left. */
  label: string;
  options: readonly Pick<Option<Id>, 'id' | 'label' | 'isDisabled'>[];
  /** null when nothing is filtered. */
  value: Id | null;
  onChange: (id: Id | null) => void;
  /** The choice that filters nothing: 全部. */
  emptyLabel: string;
  className?: string;
}

/** A filter by the browser's own list: the phone's wheel, and 34 kB less than SelectField on the first page. */
export function FilterSelect<Id extends string>(props: FilterSelectProps<Id>) {
  const { label, options, value, onChange, emptyLabel, className } = props;
  return (
    <label
      className={cx(
        'relative flex items-stretch rounded border border-line2 bg-surface text-base text-ink outline-brand focus-within:border-brand focus-within:outline-1 hover:border-mut',
        controlHeight,
        className,
      )}
    >
      <span className="flex shrink-0 items-center pl-[10px] text-mut">{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => onChange(options.find(({ id }) => id === event.target.value)?.id ?? null)}
        className="min-w-0 flex-1 cursor-default appearance-none truncate bg-transparent pr-[30px] pl-[8px] text-right [text-align-last:right] outline-none"
      >
        <option value="" className="bg-surface">
          {emptyLabel}
        </option>
        {options.map(({ id, label: name, isDisabled }) => (
          <option key={id} value={id} disabled={isDisabled} className="bg-surface">
            {name}
          </option>
        ))}
      </select>
      <Icon
        name="chevron-down"
        size={14}
        className="pointer-events-none absolute top-1/2 right-[10px] -translate-y-1/2 text-mut"
      />
    </label>
  );
}
