/*
 * Text that others wrote, for a terminal or a picture: it shows as it is, and does nothing else.
 */

/** Control characters, those that turn the direction, and what is no character; but not what joins letters. */
const DISTURBING = /[\p{Cc}\p{Cs}\p{Cn}\u2028\u2029]|(?![\u200C\u200D])\p{Cf}/gu;

/** One line, with a mark in place of what would disturb it. */
export function plainText(text: string): string {
  return text.replace(DISTURBING, '\uFFFD');
}

/** The same line by line. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(plainText).join('\n');
}
