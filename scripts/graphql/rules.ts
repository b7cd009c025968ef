/*
 * What a field's CHECK says, in words: by the field's type, and by the numbers
 * and options that the constraint's text holds.
 */

/** Where the text of a constraint says no more. */
const GENERAL: Readonly<Record<string, string>> = {
  SELECT: 'must be one of its options',
  MULTI_SELECT: 'must hold its options only',
  EMAIL: 'must be an e-mail address',
  PHONE: 'must be a phone number',
  URL: 'must be a web address that begins with http:// or https://',
  RATING: 'must be a whole number from 1 to its maximum',
  CURRENCY:
    'must be { amount, currency }, the currency a code of ISO 4217, the amount within its precision',
  NUMBER: 'must be within its limits',
  DATE: 'must be a date',
  DATE_TIME: 'must be a point in time',
};

const OPTION = /'((?:[^']|'')*)'::(?:character varying|text)(?!\[)/g;
const OPTIONS = /'\{((?:[^']|'')*)\}'::character varying\[\]/;
const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,"]+)/g;
const LIMIT = /([<>]=) \(*'?(-?[\d.]+)/g;
const CURRENCY = /, (\d+), (\d+)\)$/;

function listed(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

function unquoted(literal: string): string {
  return literal.replaceAll("''", "'");
}

function numbersRule(expression: string): string | undefined {
  const limits = [...expression.matchAll(LIMIT)].map(
    ([, operator, number]) => `${operator === '>=' ? 'at least' : 'at most'} ${number}`,
  );
  return limits.length > 0 ? `must be ${limits.join(' and ')}` : undefined;
}

/** By the text that Postgres prints of what check_expression() made. */
const SPECIFIC: Readonly<Record<string, (expression: string) => string | undefined>> = {
  SELECT(expression) {
    const options = [...expression.matchAll(OPTION)].map(([, value = '']) => unquoted(value));
    return options.length > 0 ? `must be one of ${listed(options)}` : undefined;
  },
  MULTI_SELECT(expression) {
    const [, elements = ''] = OPTIONS.exec(expression) ?? [];
    const options = [...unquoted(elements).matchAll(ELEMENT)].map(
      ([, quoted, bare = '']) => quoted?.replace(/\\(.)/g, '$1') ?? bare,
    );
    return options.length > 0 ? `must hold only ${listed(options)}` : undefined;
  },
  NUMBER: (expression) =>
    numbersRule(expression) ??
    (expression.includes('Infinity') ? 'must be a finite number' : undefined),
  RATING: (expression) => numbersRule(expression)?.replace('be', 'be a whole number,'),
  CURRENCY(expression) {
    const [, precision, scale] = CURRENCY.exec(expression) ?? [];
    return precision === undefined
      ? undefined
      : `must be { amount, currency }, the currency a code of ISO 4217, the amount of at most ${precision} digits, ${scale} of them after the point`;
  },
};

/** What follows the field's name in "company.stage must be …". */
export function ruleOf(fieldType: string | undefined, expression: string | undefined): string {
  const type = fieldType ?? '';
  return (
    (expression === undefined ? undefined : SPECIFIC[type]?.(expression)) ??
    GENERAL[type] ??
    'is not allowed to have this value'
  );
}
