/** What was ticked for comparison, and how to change it. */
export interface CompareProps {
  readonly chosen: readonly number[];
  readonly onChange: (ids: readonly number[]) => void;
}
