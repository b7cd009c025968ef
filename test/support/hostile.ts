/*
 * Texts that break out of where they are put, if anything lets them.
 */
import { createHash } from 'node:crypto';

/** Ten kilobytes that compression does not make smaller. */
const LONG = Array.from({ length: 160 }, (_, i) =>
  createHash('sha256').update(String(i)).digest('hex'),
).join('');

/** By name, to be read in a test's title. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a single quote': `it's`,
  'a closing quote and a statement': `x'); drop table core.workspace; --`,
  'a double quote': `say "hi"`,
  'a closing identifier': `x" text); drop schema core cascade; --`,
  'dollar quotes': '$$; drop table core.workspace; $$',
  'a dollar tag of ours': '$compile$; end; $compile$',
  'a backslash': 'C:\\new\\table',
  'a backslash at the end': 'x\\',
  'an escaped quote': `\\'; select 1; --`,
  'a line comment': '-- x',
  'a block comment': '/* x',
  'format specifiers': '%I %L %s %1$I %%',
  'a line end within': 'one\n@omit\ntwo',
  'a line end at the end': 'name\n',
  'a carriage return within': 'one\r@omit\rtwo',
  'line ends of JavaScript': 'one\u2028@omit\u2029two',
  'a tab within': 'one\ttwo',
  'blanks around': ' x ',
  nothing: '',
  'a smart tag': '@omit',
  'two smart tags': '@name x\n@behavior -*',
  'the form of our own comments': '@fieldType TEXT\n@description "x"',
  'braces of an array': '{a,"b",NULL}',
  'a JSON string': '"x"',
  'null in words': 'NULL',
  'letters of other scripts': 'Größe 漢字 🎉',
  'one letter written two ways': 'e\u0301 é',
  'right to left': 'abc\u202Egnp.exe',
  'an invisible blank': 'a\u200Bb\uFEFF',
  'another blank at the end': 'x\u00A0',
  'a name that is an expression': `id" = '' or true --`,
  '10 kB': LONG,
};

/** Whether a label or an option's value may be this text: 1 to 63 characters, no blank around. */
export function isLabel(text: string): boolean {
  const length = [...text].length;
  return length >= 1 && length <= 63 && !/^[\s\p{Cf}]|[\s\p{Cf}]$/u.test(text);
}
