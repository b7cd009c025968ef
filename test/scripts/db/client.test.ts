/*
 * The arithmetic on connection strings.
 */
import { expect, test } from '@jest/globals';
import { withLogin } from '../../../scripts/db/client.ts';

test.each([
  ['postgresql://me:old@host:5432/db', 'postgresql://api:p%40ss@host:5432/db'],
  ['postgres://host/db?sslmode=require', 'postgres://api:p%40ss@host/db?sslmode=require'],
  ['postgresql://me@[::1]:5432/db', 'postgresql://api:p%40ss@[::1]:5432/db'],
  ['postgresql:///db?host=/run/postgresql', 'postgresql://api:p%40ss@/db?host=/run/postgresql'],
  ['postgresql://me:p@a,b:5433/db', 'postgresql://api:p%40ss@a,b:5433/db'],
])('%s with another login', (url, expected) => {
  expect(withLogin(url, { user: 'api', password: 'p@ss' })).toBe(expected);
});

test.each([
  ['postgresql://me:old@host:5432/db?x=1', 'postgresql://me:old@host:5432/my%20db?x=1'],
  ['postgresql://me@host', 'postgresql://me@host/my%20db'],
])('%s with another database', (url, expected) => {
  expect(withLogin(url, { database: 'my db' })).toBe(expected);
});
