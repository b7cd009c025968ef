/*
 * Numbers that must not lose digits on their way through JSON.
 *
 * Postgres sends numeric and bigint as text. A JSON number is what a client
 * expects, so one is sent where a double holds exactly that value; otherwise the
 * text itself is. The other way, a number or its text is accepted.
 */

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** The one spelling of a decimal's value: sign, digits without outer zeros, exponent; null for no decimal. */
function canonical(text: string): string | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole + fraction === '') return null;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${scale}`;
}

/** Whether a text is a decimal number that Postgres reads as numeric. */
function isDecimal(text: string): boolean {
  return canonical(text) !== null;
}

/** The JSON form of a decimal: a number if that is exact, else the text. */
export function toJsonNumber(text: string): number | string {
  const number = Number(text);
  const exact = canonical(text);
  return exact !== null && canonical(String(number)) === exact ? number : text;
}

/** The text of a decimal given as a JSON number or string; undefined when it is neither. */
export function decimalText(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  return typeof text === 'string' && isDecimal(text) ? text : undefined;
}
