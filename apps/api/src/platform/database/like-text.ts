/** A pattern for LIKE that finds the text anywhere; what LIKE reads as a sign of its own stands for itself. */
export const likeText = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
