import { useRef, type Ref, type RefObject } from 'react';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { controlBox, controlHeight, cx, focusRing } from './styles';

export interface FilterSearchProps {
  /** What is searched by; read, not shown. */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
  ref?: RefObject<HTMLInputElement | null>;
}

/** A search box of the browser's own, 7 kB less than SearchField on the first page. Escape or the cross clears it. */
export function FilterSearch({ label, placeholder, value, onChange, className, ref }: FilterSearchProps) {
  const text = useKitText();
  const own = useRef<HTMLInputElement>(null);
  const input = ref ?? own;
  const clear = (): void => {
    onChange('');
    input.current?.focus();
  };
  return (
    <span className={cx('relative flex items-center', className)}>
      <Icon name="search" className="pointer-events-none absolute left-[9px] text-mut" />
      <input
        ref={input as Ref<HTMLInputElement>}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.preventDefault();
          onChange('');
        }}
        className={cx(
          controlBox,
          controlHeight,
          'pr-[36px] pl-[32px] text-ellipsis placeholder:text-mut hover:border-mut focus:border-brand focus:outline-1 [&::-webkit-search-cancel-button]:hidden',
        )}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={text.clear}
          onClick={clear}
          className={cx(
            'absolute right-[3px] grid size-[26px] place-items-center rounded text-mut hover:bg-sunken max-lg:size-[40px]',
            focusRing,
          )}
        >
          <Icon name="x" size={14} />
        </button>
      )}
    </span>
  );
}
