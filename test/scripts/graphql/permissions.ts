/*
 * Roles, members and permissions over the API, for tests.
 */
import { one } from '../../support/workspaces.ts';
import { done } from './changing.ts';
import type { Answer, Api, Caller } from './support.ts';

type Values = Readonly<Record<string, unknown>>;

/** The id of a role. */
export async function roleId(caller: Caller, name: string): Promise<string> {
  const { roles } = await caller.metadata(
    'query ($name: String!) { roles(filter: { name: { eq: $name } }) { edges { node { id } } } }',
    { name },
  );
  return roles.edges[0].node.id;
}

/** The id of a field. */
export async function fieldId(caller: Caller, object: string, name: string): Promise<string> {
  const { fields } = await caller.metadata(
    'query ($object: ID!, $name: String!) { fields(filter: { objectMetadataId: { eq: $object }, name: { eq: $name } }) { edges { node { id } } } }',
    { object, name },
  );
  return fields.edges[0].node.id;
}

/** Creates a role; answers its id. */
export async function createRole(caller: Caller, role: Values): Promise<string> {
  const text =
    'mutation ($role: CreateRoleInput!) { createOneRole(input: { role: $role }) { id } }';
  return (await done(caller.askMetadata(text, { role }))).id;
}

/** The mutations upsertObjectPermissions, upsertFieldPermissions and upsertRowPermissions. */
export function upsert(
  caller: Caller,
  kind: 'Object' | 'Field' | 'Row',
  role: string,
  permissions: readonly Values[],
  columns = 'id',
): Promise<Answer> {
  const list = `${kind.toLowerCase()}Permissions`;
  return caller.askMetadata(
    `mutation ($input: Upsert${kind}PermissionsInput!) { upsert${kind}Permissions(input: $input) { ${columns} } }`,
    { input: { roleId: role, [list]: permissions } },
  );
}

/** Somebody who is a member of a workspace. */
export interface Member extends Caller {
  /** Of the membership, and of the record in workspaceMember. */
  readonly id: string;
  readonly userId: string;
}

export async function createMember(
  api: Api,
  workspaceId: string,
  role: string,
  email: string,
): Promise<Member> {
  const { userId } = await one<{ userId: string }>(
    api.database,
    'insert into core."user" (email) values ($1) returning id as "userId"',
    [email],
  );
  const { id } = await one<{ id: string }>(
    api.database,
    `insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
     select $1, "workspaceId", id from core.role where "workspaceId" = $2 and name = $3 returning id`,
    [userId, workspaceId, role],
  );
  return { ...(await api.caller(workspaceId, role, userId)), id, userId };
}
