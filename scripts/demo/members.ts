/*
 * The people who work in the demo workspace, one for each role. A member is a user and a
 * membership in core; the compiler makes the record in the workspace, which has the membership's id.
 */
import type pg from 'pg';
import { daysAgo, type Fake, type SystemFields, systemFields } from './fake.ts';

/** A record of workspaceMember. */
export interface Member extends SystemFields {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

const PEOPLE = [
  { role: 'ADMIN', firstName: 'Ada', lastName: 'Almeida', email: 'ada@acme.example' },
  { role: 'MANAGER', firstName: 'Marcus', lastName: 'Mbeki', email: 'marcus@acme.example' },
  { role: 'USER', firstName: 'Uma', lastName: 'Ueda', email: 'uma@acme.example' },
] as const;

/** Writes users and memberships; answers the records that belong to them. */
export async function addMembers(
  client: pg.ClientBase,
  workspaceId: string,
  fake: Fake,
): Promise<Member[]> {
  const people = PEOPLE.map((person, place) => ({
    ...systemFields(fake, place, daysAgo(fake, 740), daysAgo(fake, 731)),
    ...person,
    userId: fake.string.uuid(),
  }));
  const { rowCount } = await client.query(
    `with person as (
       select * from jsonb_to_recordset($2) as p (
         id uuid, "userId" uuid, role text, "firstName" text, "lastName" text, email text, "createdAt" timestamptz)
     ), added as (
       insert into core."user" (id, email, "firstName", "lastName", "createdAt")
       select p."userId", p.email, p."firstName", p."lastName", p."createdAt" from person p
     )
     insert into core."userWorkspace" (id, "userId", "workspaceId", "roleId", "createdAt")
     select p.id, p."userId", r."workspaceId", r.id, p."createdAt"
       from person p join core.role r on r.name = p.role and r."workspaceId" = $1`,
    [workspaceId, JSON.stringify(people)],
  );
  if (rowCount !== people.length) throw new Error('A role of the demo workspace is missing.');
  return people.map(({ role: _role, userId: _userId, ...member }) => member);
}
