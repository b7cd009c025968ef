/*
 * Text fits the name it stands under.
 */
import { expect, test } from '@jest/globals';
import { fakeFrom } from '../../../scripts/demo/fake.ts';
import { drawIdentity, textsFor, words } from '../../../scripts/seed/texts.ts';

const fake = fakeFrom(new Date(), 1);

test.each([
  ['person', 'name', /^\S+ \S+/],
  ['invoice', 'contactEmail', /^[a-z.-]+@[a-z-]+\.example$/],
  ['customer', 'homepage', /^https:\/\/[a-z-]+\.example$/],
  ['person', 'mobilePhone', /^\+\d{7,15}$/],
  ['office', 'streetAddress', /^\d+ \S+/],
  ['office', 'postalCode', /^\d{5}/],
  ['asset', 'serialNumber', /^[0-9A-Z]{8}$/],
  ['product', 'sku', /^[0-9A-Z]{8}$/],
  ['bank', 'iban', /^[A-Z]{2}\d{2}/],
  ['host', 'ipAddress', /^\d+\.\d+\.\d+\.\d+$/],
  ['post', 'slug', /^[a-z0-9-]+$/],
  ['thing', 'xyzzy', /\w+ \w+/],
])('%s.%s', (object, field, form) => {
  const draw = textsFor(field, object);
  for (let round = 0; round < 50; round += 1) expect(draw(fake, drawIdentity(fake))).toMatch(form);
});

test('name, address of mail and domain of one record agree', () => {
  const who = drawIdentity(fake);
  const draw = (field: string): string => textsFor(field, 'person')(fake, who);
  expect(draw('name')).toBe(`${draw('firstName')} ${draw('lastName')}`);
  expect(draw('email')).toContain(`@${draw('domain')}`);
});

test('words()', () => {
  expect(words('pointOfContact')).toBe('point of contact');
  expect(words('billingURLText')).toBe('billing url text');
});
