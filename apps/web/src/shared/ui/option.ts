import type { IconName } from './icon';

/** A choice of a list. */
export interface Option<Id extends string = string> {
  id: Id;
  label: string;
  description?: string;
  icon?: IconName;
  isDisabled?: boolean;
}

/* Keys carry a prefix so that an empty id is still a choice. */
const prefix = 'o:';
export const toKey = (id: string): string => prefix + id;
export const optionOf = <Id extends string>(options: readonly Option<Id>[], key: unknown): Option<Id> | undefined =>
  options.find((option) => toKey(option.id) === key);
