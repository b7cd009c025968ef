/*
 * Text in HTML and SVG.
 */

/** As it is, whatever characters it has. */
export function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
