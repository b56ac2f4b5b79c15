/** A whole number from 1 on, as text. */
export const wholeOf = (text: string | undefined, most: number): number | null => {
  const number = Number(text);
  return text && Number.isInteger(number) && number > 0 && number <= most ? number : null;
};
