/** A statement that answers with one row, `v`: how often the rule is broken. Trusts no constraint, key or code. */
export interface Invariant {
  readonly id: string;
  readonly rule: string;
  readonly sql: string;
}
