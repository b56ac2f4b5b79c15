/** Stops a programmer's mistake at once. A "no" of the business is a returned value and never comes through here. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Marks a branch that no value can reach; the compiler refuses it as soon as a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
