/*
 * Text that others wrote does nothing to a terminal or a picture.
 */
import { expect, test } from '@jest/globals';
import { plainLines, plainText } from '../../scripts/plain-text.ts';
import { HOSTILE } from '../support/hostile.ts';

test.each(Object.entries(HOSTILE))('%s', (_, text) => {
  expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
  expect([...plainText(text)]).toHaveLength([...text].length);
});

test('letters of any script stay as they are', () => {
  for (const text of ['Größe 漢字 🎉', 'می\u200Cخواهم', 'क्\u200Dष'])
    expect(plainText(text)).toBe(text);
});

test('plainLines() keeps the lines', () => {
  expect(plainLines('one\n\u001B[31mtwo\r\nthree\r')).toBe('one\n\uFFFD[31mtwo\nthree\uFFFD');
});
