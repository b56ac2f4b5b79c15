import { Button, ComboBox, Group, Input, Label, Popover, Select, SelectValue } from 'react-aria-components';
import { FieldFrame, FieldNotes, fieldClass, type FieldProps } from './field';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { optionOf, toKey, type Option } from './option';
import { OptionList, OptionRow } from './options';
import { controlBox, controlHeight, cx, focusRing, popoverBox } from './styles';

const noneKey = 'none';

export interface SelectFieldProps<Id extends string> extends FieldProps {
  options: readonly Option<Id>[];
  /** null when nothing is chosen. */
  value: Id | null;
  /** null only when `emptyLabel` was chosen. */
  onChange: (id: Id | null) => void;
  /** Adds a first choice that means none: 全部, 不指定. */
  emptyLabel?: string;
  placeholder?: string;
  /** The label stands inside the box at the left, for filter bars. */
  inlineLabel?: boolean;
  onBlur?: () => void;
  name?: string;
}

/** One of a few choices. */
export function SelectField<Id extends string>(props: SelectFieldProps<Id>) {
  const { options, value, onChange, emptyLabel, inlineLabel = false, label, error } = props;
  const text = useKitText();
  const none = emptyLabel === undefined ? null : noneKey;
  const button = <SelectButton inlineLabel={inlineLabel ? label : undefined} />;
  return (
    <Select
      name={props.name}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      onBlur={props.onBlur}
      value={value === null ? none : toKey(value)}
      onChange={(key) => {
        const chosen = optionOf(options, key);
        if (chosen) onChange(chosen.id);
        else if (key === noneKey) onChange(null);
      }}
      placeholder={props.placeholder ?? text.choose}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(props.className)}
    >
      {inlineLabel ? (
        <>
          {button}
          <FieldNotes description={props.description} error={error} />
        </>
      ) : (
        <FieldFrame
          label={label}
          hideLabel={props.hideLabel}
          description={props.description}
          error={error}
          isRequired={props.isRequired}
        >
          {button}
        </FieldFrame>
      )}
      <Popover offset={4} className={cx(popoverBox, 'max-w-[min(420px,100vw)] min-w-(--trigger-width)')}>
        <OptionList
          options={options}
          first={emptyLabel !== undefined && <OptionRow id={noneKey} label={emptyLabel} />}
        />
      </Popover>
    </Select>
  );
}

function SelectButton({ inlineLabel }: { inlineLabel?: string }) {
  return (
    <Button
      className={cx(
        controlBox,
        controlHeight,
        focusRing,
        'flex cursor-default items-center gap-[8px] px-[10px] text-left',
      )}
    >
      {inlineLabel && <Label className="shrink-0 text-mut">{inlineLabel}</Label>}
      <SelectValue className={cx('min-w-0 flex-1 truncate data-placeholder:text-mut', inlineLabel && 'text-right')}>
        {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
      </SelectValue>
      <Icon name="chevron-down" size={14} className="text-mut" />
    </Button>
  );
}

export interface ComboBoxFieldProps<Id extends string> extends FieldProps {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id | null) => void;
  placeholder?: string;
  /** Given, the caller filters on the server: `options` are shown as they come. */
  onSearch?: (typed: string) => void;
  onBlur?: () => void;
  name?: string;
}

/** One of many choices, found by typing. */
export function ComboBoxField<Id extends string>({
  options,
  value,
  onChange,
  placeholder,
  onSearch,
  label,
  hideLabel,
  description,
  error,
  className,
  ...rest
}: ComboBoxFieldProps<Id>) {
  const text = useKitText();
  return (
    <ComboBox
      {...rest}
      value={value === null ? null : toKey(value)}
      onChange={(key) => {
        if (key === null) onChange(null);
        else onChange(optionOf(options, key)?.id ?? null);
      }}
      onInputChange={onSearch}
      defaultFilter={onSearch ? () => true : undefined}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(className)}
    >
      <FieldFrame
        label={label}
        hideLabel={hideLabel}
        description={description}
        error={error}
        isRequired={rest.isRequired}
      >
        <Group className={cx(controlBox, controlHeight, 'flex items-stretch')}>
          <Input
            placeholder={placeholder ?? text.choose}
            className="w-full min-w-0 bg-transparent px-[10px] outline-none placeholder:text-mut"
          />
          <Button className="grid w-[32px] shrink-0 place-items-center text-mut max-lg:w-[44px]">
            <Icon name="chevron-down" size={14} />
          </Button>
        </Group>
      </FieldFrame>
      <Popover offset={4} className={cx(popoverBox, 'w-(--trigger-width) min-w-[240px]')}>
        <OptionList options={options} />
      </Popover>
    </ComboBox>
  );
}
