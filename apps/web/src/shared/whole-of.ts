/** The whole number from 1 on that a text of the URL says, up to `most`; null for anything else. */
export const wholeOf = (text: string | undefined, most = Number.MAX_SAFE_INTEGER): number | null => {
  const number = Number(text);
  return text && Number.isInteger(number) && number > 0 && number <= most ? number : null;
};
