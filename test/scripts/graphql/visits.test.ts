/*
 * Whom a request is let in as: with what it was prepared for, or with what has changed since it began.
 */
import { expect, test } from '@jest/globals';
import { toSession } from '../../../scripts/graphql/session.ts';
import { admit, createVisit } from '../../../scripts/graphql/visits.ts';

const SESSION = {
  workspaceId: '00000000-0000-4000-8000-000000000000',
  schemaName: 'workspace_0',
  databaseRole: 'role_0',
  settingsRole: 'core_reader',
  metadataVersion: 7,
};
const answer = (change = {}): string => JSON.stringify({ ...SESSION, ...change });
const visitOf = (isFresh: boolean) => {
  const claims = { workspaceId: SESSION.workspaceId, role: 'USER' };
  return createVisit(toSession(claims, answer()), isFresh);
};
const NEWER = answer({ metadataVersion: 8 });

test.each([true, false])('the session that was expected is let in (read since: %s)', (isFresh) => {
  const visit = visitOf(isFresh);
  admit(visit, answer());
  expect(visit).toMatchObject({ entered: true });
});

test('one remembered from before starts again when the metadata has changed', () => {
  const visit = visitOf(false);
  expect(() => admit(visit, NEWER)).toThrow('starts again');
  expect(visit).toMatchObject({ entered: false, newer: NEWER });
});

test('one read since the request began goes on: the change may as well have come later', () => {
  const visit = visitOf(true);
  admit(visit, NEWER);
  expect(visit).toMatchObject({ entered: true });
});

test.each([
  { databaseRole: 'role_1' },
  { schemaName: 'workspace_1' },
  { settingsRole: 'core_settings' },
])('but not as somebody else: %j', (change) => {
  const other = answer({ ...change, metadataVersion: 8 });
  const visit = visitOf(true);
  expect(() => admit(visit, other)).toThrow('starts again');
  expect(visit).toMatchObject({ entered: false, newer: other });
});
