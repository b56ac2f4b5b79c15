import type { ReactNode } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { toKey, type Option } from './option';
import { cx, optionRow } from './styles';

/** The open list of a select or a combo box. */
export function OptionList<Id extends string>({
  options,
  first,
}: {
  options: readonly Option<Id>[];
  first?: ReactNode;
}) {
  const text = useKitText();
  return (
    <ListBox
      className="max-h-[320px] overflow-auto p-[4px] outline-none"
      renderEmptyState={() => <p className="px-[10px] py-[8px] text-mut">{text.noResults}</p>}
    >
      {first}
      {options.map((option) => (
        <OptionRow key={option.id} {...option} id={toKey(option.id)} />
      ))}
    </ListBox>
  );
}

/** One line of the open list; the chosen one carries a tick. */
export function OptionRow({ id, label, description, icon, isDisabled }: Option) {
  return (
    <ListBoxItem
      id={id}
      textValue={label}
      isDisabled={isDisabled}
      className={cx('group', optionRow, 'data-selected:font-medium')}
    >
      {icon && <Icon name={icon} className="text-mut" />}
      <span className="min-w-0 flex-1">
        <Text slot="label" className="block truncate">
          {label}
        </Text>
        {description && (
          <Text slot="description" className="block truncate text-xs font-normal text-mut">
            {description}
          </Text>
        )}
      </span>
      <Icon name="check" size={14} className="text-brand opacity-0 group-data-selected:opacity-100" />
    </ListBoxItem>
  );
}
