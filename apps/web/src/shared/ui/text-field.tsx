import type { ReactNode, Ref } from 'react';
import {
  Button,
  Group,
  Input,
  SearchField as RacSearchField,
  TextArea as RacTextArea,
  TextField as RacTextField,
  type SearchFieldProps as RacSearchFieldProps,
  type TextFieldProps as RacTextFieldProps,
} from 'react-aria-components';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { controlBox, controlHeight, cx, focusRing } from './styles';

type TextValue = Omit<RacTextFieldProps, 'className' | 'children' | 'isInvalid' | 'isRequired' | 'isDisabled' | 'ref'>;

export interface TextFieldProps extends TextValue, FieldProps {
  placeholder?: string;
  /** Text or an icon at the end of the box, such as a unit. */
  suffix?: ReactNode;
  /** Of the input itself; fits `register` of react-hook-form through a Controller. */
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  description,
  error,
  className,
  placeholder,
  suffix,
  ref,
  ...rest
}: TextFieldProps) {
  return (
    <RacTextField {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={fieldClass(className)}>
      <FieldFrame
        label={label}
        hideLabel={hideLabel}
        description={description}
        error={error}
        isRequired={rest.isRequired}
      >
        <span className="relative block">
          <Input
            ref={ref}
            placeholder={placeholder}
            className={cx(
              controlBox,
              controlHeight,
              'px-[10px] outline-none placeholder:text-mut',
              suffix != null && 'pr-[52px]',
            )}
          />
          {suffix != null && (
            <span className="pointer-events-none absolute inset-y-0 right-[10px] flex items-center text-sm text-mut">
              {suffix}
            </span>
          )}
        </span>
      </FieldFrame>
    </RacTextField>
  );
}

export interface TextAreaProps extends TextValue, FieldProps {
  placeholder?: string;
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. */
export function TextArea({
  label,
  hideLabel,
  description,
  error,
  className,
  placeholder,
  rows = 3,
  ref,
  ...rest
}: TextAreaProps) {
  return (
    <RacTextField {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={fieldClass(className)}>
      <FieldFrame
        label={label}
        hideLabel={hideLabel}
        description={description}
        error={error}
        isRequired={rest.isRequired}
      >
        <RacTextArea
          ref={ref}
          rows={rows}
          placeholder={placeholder}
          className={cx(controlBox, 'px-[10px] py-[6px] outline-none placeholder:text-mut')}
        />
      </FieldFrame>
    </RacTextField>
  );
}

export interface SearchFieldProps
  extends
    Omit<RacSearchFieldProps, 'className' | 'children' | 'isInvalid' | 'isRequired' | 'isDisabled' | 'ref'>,
    FieldProps {
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

/** Text to search by; Escape or the cross clears it. The label is hidden unless asked for. */
export function SearchField({
  label,
  hideLabel = true,
  description,
  error,
  className,
  placeholder,
  ref,
  ...rest
}: SearchFieldProps) {
  const text = useKitText();
  return (
    <RacSearchField {...rest} className={cx('group', fieldClass(className))}>
      <FieldFrame label={label} hideLabel={hideLabel} description={description} error={error}>
        <Group className={cx(controlBox, controlHeight, 'relative flex items-center')}>
          <Icon name="search" className="pointer-events-none absolute left-[9px] text-mut" />
          <Input
            ref={ref}
            placeholder={placeholder}
            className="w-full min-w-0 self-stretch bg-transparent pr-[36px] pl-[32px] text-ellipsis outline-none placeholder:text-mut [&::-webkit-search-cancel-button]:hidden"
          />
          <Button
            aria-label={text.clear}
            className={cx(
              'absolute right-[3px] grid size-[26px] place-items-center rounded text-mut group-data-empty:hidden data-hovered:bg-sunken max-lg:size-[40px]',
              focusRing,
            )}
          >
            <Icon name="x" size={14} />
          </Button>
        </Group>
      </FieldFrame>
    </RacSearchField>
  );
}
