import type { ReactNode, RefObject } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { Icon, type IconName } from '../shared/ui';
import { optionRow, popoverBox } from '../shared/ui/styles';

export interface MenuPopoverProps {
  readonly trigger: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly items: readonly { id: string; label: string; icon: IconName; isCurrent?: boolean }[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** An open menu of the shell; fetched when it is first asked for, to keep menus out of the first visit. */
export default function MenuPopover({ trigger, label, items, onChoose, onClose, children }: MenuPopoverProps) {
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      onOpenChange={onClose}
      placement="bottom end"
      className={`${popoverBox} w-64 p-1`}
    >
      {children}
      <Menu autoFocus="first" className="outline-none" aria-label={label} onClose={onClose}>
        {items.map(({ id, label: name, icon, isCurrent }) => (
          <MenuItem
            key={id}
            id={id}
            textValue={name}
            className={`${optionRow} ${isCurrent ? 'font-medium text-brand-strong' : ''}`}
            onAction={() => onChoose(id)}
          >
            <Icon name={icon} />
            {name}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
