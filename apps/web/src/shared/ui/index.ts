export {
  Button,
  buttonClass,
  LinkButton,
  TextLink,
  type ButtonProps,
  type ButtonSize,
  type ButtonVariant,
  type LinkButtonProps,
} from './button';
export { IconButton, type IconButtonProps } from './icon-button';
export { Icon, type IconName, type IconProps } from './icon';
export { useKitLanguage, useKitText } from './kit-text';
export { Skeleton, Spinner, useAfter, type SkeletonProps } from './spinner';
export { cx } from './styles';
export { Tooltip, type TooltipProps } from './tooltip';
export {
  Badge,
  StatusBadge,
  statusLook,
  type BadgeProps,
  type Status,
  type StatusBadgeProps,
  type Tone,
} from './badge';
export { Card, KeyValueList, type CardProps, type KeyValue } from './card';
export { formatFen, Money, type MoneyProps } from './money';
export {
  Callout,
  EmptyState,
  ErrorState,
  type CalloutProps,
  type EmptyStateProps,
  type ErrorStateProps,
} from './states';
export { toast, ToastRegion, type ToastMessage } from './toast';
export type { FieldProps } from './field';
export { MoneyField, parseYuan, type MoneyFieldProps } from './money-field';
export { NumberField, type NumberFieldProps } from './number-field';
export {
  SearchField,
  TextArea,
  TextField,
  type SearchFieldProps,
  type TextAreaProps,
  type TextFieldProps,
} from './text-field';
export { Checkbox, Switch, type CheckboxProps, type SwitchProps } from './checkbox';
export { ConfirmDialog, Dialog, Sheet, type ConfirmDialogProps, type DialogProps, type SheetProps } from './dialog';
export { Menu, type MenuEntry, type MenuProps } from './menu';
export { useDocumentTitle } from './use-document-title';
export { useIsDesktop, useMedia } from './use-media';
export { DialogTrigger, VisuallyHidden } from 'react-aria-components';
export { DataTable } from './data-table';
export type { Column, DataTableProps, TableSelection, TableSort } from './data-table-types';
export { PageHeader, type Crumb, type PageHeaderProps } from './page-header';
export { Pagination, type PaginationProps } from './pagination';
export { SectionTabs, type SectionTabsProps } from './section-tabs';
export { Tabs, type TabItem, type TabsProps } from './tabs';
export type { Option } from './option';
export { RadioGroup, type RadioGroupProps } from './radio-group';
export { SegmentedControl, type SegmentedControlProps } from './segmented-control';
export { ComboBoxField, SelectField, type ComboBoxFieldProps, type SelectFieldProps } from './select-field';
export { DateField, type DateFieldProps } from './date-field';
export { DateRangeField, type DateRangeFieldProps } from './date-range-field';
export { DateRangeFilter } from './date-range-filter';
export { FilterSearch, type FilterSearchProps } from './filter-search';
export { FilterSelect, type FilterSelectProps } from './filter-select';
export { MonthCalendar, type DaySpan, type MonthCalendarProps } from './month-calendar';
export { FilePicker, type FilePickerProps } from './file-picker';
export { ProgressBar, Stepper, type ProgressBarProps, type Step, type StepperProps } from './progress';
export { QrCode, type QrCodeProps } from './qr-code';
