import type { ReactElement } from 'react';
import { Menu as RacMenu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
import { Icon, type IconName } from './icon';
import { cx, optionRow, popoverBox } from './styles';

export interface MenuEntry {
  id: string;
  label: string;
  description?: string;
  icon?: IconName;
  tone?: 'bad';
  isDisabled?: boolean;
  href?: string;
  onAction?: () => void;
  /** Draws a line above. */
  startsGroup?: boolean;
}

export interface MenuProps {
  /** The button that opens it: Button or IconButton. */
  trigger: ReactElement;
  label: string;
  items: MenuEntry[];
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
}

/** A list of acts behind one button. */
export function Menu({ trigger, label, items, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={4} className={cx(popoverBox, 'min-w-[180px] overflow-auto p-[4px]')}>
        <RacMenu aria-label={label} className="outline-none">
          {items.flatMap((item) => [
            ...(item.startsGroup
              ? [<Separator key={`${item.id}-line`} className="my-[4px] h-px border-0 bg-line" />]
              : []),
            <MenuItem
              key={item.id}
              id={item.id}
              textValue={item.label}
              href={item.href}
              isDisabled={item.isDisabled}
              onAction={item.onAction}
              className={cx(optionRow, 'no-underline', item.tone === 'bad' ? 'text-bad' : 'text-ink')}
            >
              {item.icon && <Icon name={item.icon} />}
              <span className="min-w-0">
                <Text slot="label" className="block">
                  {item.label}
                </Text>
                {item.description && (
                  <Text slot="description" className="block text-xs text-mut">
                    {item.description}
                  </Text>
                )}
              </span>
            </MenuItem>,
          ])}
        </RacMenu>
      </Popover>
    </MenuTrigger>
  );
}
