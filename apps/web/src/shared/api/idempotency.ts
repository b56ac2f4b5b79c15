const unanswered = new Map<string, string>();

/** A random UUID; `crypto.randomUUID` is missing where the park is served without TLS inside its own network. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

/** The key of an act: the same until it is answered, so that what is sent twice is done once. */
export function keyOf(act: string): string {
  const key = unanswered.get(act) ?? newKey();
  unanswered.set(act, key);
  return key;
}

/** Done or refused: the same act is a new intention from here on. */
export const answered = (act: string): void => void unanswered.delete(act);
