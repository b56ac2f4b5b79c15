import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { cx } from './styles';

/** What every field of the kit takes, beside its own value. */
export interface FieldProps {
  /** Always needed: spoken even when it is hidden. */
  label: string;
  hideLabel?: boolean;
  description?: ReactNode;
  /** Marks the field invalid and says why. */
  error?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  className?: string;
}

/** Label above, then the control, then help or the reason of the error. */
export function FieldFrame({
  label,
  hideLabel,
  description,
  error,
  isRequired,
  children,
}: FieldProps & { children: ReactNode }) {
  const text = useKitText();
  return (
    <>
      <Label className={hideLabel ? 'sr-only' : 'text-sm text-mut'}>
        {label}
        {isRequired && (
          <span className="text-bad" aria-hidden="true" title={text.required}>
            {' *'}
          </span>
        )}
      </Label>
      {children}
      <FieldNotes description={description} error={error} />
    </>
  );
}

/** Help below a control, replaced by the error while there is one. */
export function FieldNotes({ description, error }: { description?: ReactNode; error?: string }) {
  return (
    <>
      {description != null && !error && (
        <Text slot="description" className="text-xs text-mut">
          {description}
        </Text>
      )}
      <FieldError className="flex items-start gap-[4px] text-xs text-bad">
        {({ validationErrors }) => (
          <>
            <Icon name="alert" size={14} className="mt-[2px]" />
            <span>{error ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  );
}

/** Class names of the box around a field. */
export const fieldClass = (className?: string): string => cx('flex min-w-0 flex-col gap-[4px]', className);
