/** Joins class names, skipping what is absent. */
export const cx = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');

/** The one focus ring of the kit, for RAC parts and for native ones. */
export const focusRing = 'outline-brand outline-offset-2 data-focus-visible:outline-2 focus-visible:outline-2';

/** 32 px high for a mouse; for a finger 44 px within the border. */
export const controlHeight = 'min-h-[32px] max-lg:min-h-[46px]';

export const controlBox =
  'w-full rounded border border-line2 bg-surface text-base text-ink outline-brand data-hovered:border-mut data-focus-within:border-brand data-focus-within:outline-1 data-focused:border-brand data-focused:outline-1 data-invalid:border-bad data-disabled:bg-sunken data-disabled:text-mut';

export const popoverBox =
  'rounded-md border border-line bg-surface text-ink shadow-lg outline-none transition-opacity duration-100 data-entering:opacity-0 data-exiting:opacity-0 motion-reduce:transition-none';

export const optionRow =
  'flex min-h-[32px] cursor-default items-center gap-2 rounded px-[10px] py-[4px] text-base outline-none data-focused:bg-brand-soft data-disabled:text-mut data-hovered:bg-sunken max-lg:min-h-[46px]';
