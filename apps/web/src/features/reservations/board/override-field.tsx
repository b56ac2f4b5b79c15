import { useName } from '../../../shared/i18n/messages';
import { Callout, TextField } from '../../../shared/ui';
import type { Violation } from '../reservations.types';
import { actMessages } from './board-act.messages';

type Overridable = Violation & { readonly overridable?: boolean };

/** The rules that staff may let something pass, with a reason; null when one of them cannot be. */
export function overridableOf(violations: readonly Overridable[]): readonly string[] | null {
  const refused = violations.filter((one) => one.severity === 'refuse');
  return refused.every((one) => one.overridable) ? refused.map((one) => one.code) : null;
}

/** Nothing to override, or a reason given. */
export const isOverridden = (codes: readonly string[] | null, reason: string): boolean =>
  codes !== null && (codes.length === 0 || reason.trim().length >= 2);

export const overrideOf = (codes: readonly string[] | null, reason: string): object =>
  codes && codes.length > 0 ? { override: { codes, reason: reason.trim() } } : {};

export interface OverrideFieldProps {
  readonly violations: readonly Violation[];
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

/** The reason for which staff let something pass against the rules. */
export function OverrideField({ violations, value, onChange }: OverrideFieldProps) {
  const say = actMessages.useSay();
  const name = useName();
  const codes = overridableOf(violations);
  if (!codes || codes.length === 0) return null;
  const rules = violations.filter((one) => codes.includes(one.code)).map((one) => name(one.message.zh, one.message.en));
  return (
    <Callout tone="warn" title={say('overrideHint', { rules: rules.join('；') })}>
      <TextField label={say('overrideReason')} value={value} onChange={onChange} />
    </Callout>
  );
}
