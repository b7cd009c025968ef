/*
 * The way past one machine is to place each workspace's schema on a node (Citus, schema-based sharding).
 * What it cannot distribute, the compiler must not emit: read from the parse tree of all statements of
 * a workspace with fields of every type, as logged and as executed.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AlterTableCmd, Node } from '@pgsql/types';
import { loadModule, parseSync } from 'libpg-query';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { EVERY_TYPE, everyRelation } from '../support/every-type.ts';
import { recordScripts } from '../support/scripts.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type Workspace,
} from '../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;
let logged: Node[];
let executed: Node[];

beforeAll(async () => {
  await loadModule();
  database = await createTestDatabase();
  const scripts = await recordScripts(database);
  acme = await createWorkspace(database, 'acme');
  // Once in the object's own statement, once on a table that exists.
  const empty = await createObject(database, acme, 'empty');
  await createFields(database, empty, [...EVERY_TYPE, ...(await everyRelation(acme))]);
  await database.query(
    `with object as (
       insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
       values ($1, 'whole', 'wholes') returning id
     )
     insert into core."fieldMetadata" ("objectMetadataId", "workspaceId", name, type, settings, "isUnique")
     select object.id, $1, f.name, f.type, f.settings, coalesce(f."isUnique", false)
     from object, jsonb_to_recordset($2::jsonb) as f (name text, type text, settings jsonb, "isUnique" boolean)`,
    [acme.id, JSON.stringify([...EVERY_TYPE, ...(await everyRelation(acme))])],
  );
  const member = await createObject(database, acme, 'owned', [
    {
      name: 'owner',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await acme.objectId('workspaceMember'),
      },
    },
    { name: 'secret', type: 'TEXT', settings: { permissions: {} } },
    ...EVERY_TYPE,
  ]);
  await database.query(
    `insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter", "softDeleteFilter")
     select r.id, $1, '{"ownerId": {"in": ["$currentWorkspaceMember"]}}', '{"ownerId": {"is": "NOT_NULL"}}'
     from core.role r where r."workspaceId" = $2 and r.name <> 'ADMIN'`,
    [member, acme.id],
  );
  await database.query(`update core."rowPermission" set "readFilter" = null`);
  await database.query(`insert into core.role ("workspaceId", name) values ($1, 'GUEST')`, [
    acme.id,
  ]);
  const entries = await database.query<{ sql: string }>(
    `select e ->> 'sql' as sql from core."workspaceMigration" m, jsonb_array_elements(m.migrations) e`,
  );
  logged = entries.flatMap(({ sql }) => statementsOf(sql));
  executed = (await scripts()).flatMap(statementsOf);
});

afterAll(() => database.drop());

function statementsOf(sql: string): Node[] {
  return (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
}

/** All values under a key, anywhere in a tree: parse trees name each node by its type. */
function find(tree: unknown, key: string): unknown[] {
  if (tree === null || typeof tree !== 'object') return [];
  return Object.entries(tree).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...find(value, key),
  ]);
}

/** The commands of each ALTER TABLE. */
function alterations(nodes: readonly Node[]): AlterTableCmd[][] {
  return nodes.flatMap((node) =>
    'AlterTableStmt' in node
      ? [find(node.AlterTableStmt.cmds, 'AlterTableCmd') as AlterTableCmd[]]
      : [],
  );
}

const both = [
  ['logged', () => logged],
  ['executed', () => executed],
] as const;

test('nothing is emitted but statements of these kinds', () => {
  const kinds = (nodes: readonly Node[]): string[] =>
    [...new Set(nodes.flatMap((node) => Object.keys(node)))].toSorted();
  const expected = [
    'AlterPolicyStmt',
    'AlterTableStmt',
    'CommentStmt',
    'CreatePolicyStmt',
    'CreateRoleStmt',
    'CreateSchemaStmt',
    'CreateStmt',
    'CreateTrigStmt',
    'DropStmt',
    'GrantStmt',
    'IndexStmt',
  ];
  // No CREATE TABLE AS, no view or function, no RENAME, no SET.
  expect(kinds(logged)).toEqual(expected);
  expect(kinds(executed)).toEqual(expected);
});

describe.each(both)('as %s', (_, nodes) => {
  test('an ALTER TABLE that adds a constraint does nothing else', () => {
    const adding = alterations(nodes()).filter((commands) =>
      commands.some(({ subtype }) => subtype === 'AT_AddConstraint'),
    );
    expect(adding.length).toBeGreaterThan(0);
    for (const commands of adding) expect(commands).toHaveLength(1);
  });

  test('row-level security is enabled, never forced', () => {
    const kinds = alterations(nodes()).flatMap((commands) =>
      commands.map(({ subtype }) => subtype),
    );
    expect(new Set(kinds)).toEqual(
      new Set(['AT_AddColumn', 'AT_AddConstraint', 'AT_EnableRowSecurity']),
    );
  });

  test('policies are permissive, and have no subquery and no function but to read a setting', () => {
    const policies = find(nodes(), 'CreatePolicyStmt') as { permissive?: boolean }[];
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) {
      expect(policy.permissive).toBe(true);
      expect(find(policy, 'SubLink')).toEqual([]);
      const names = find(find(policy, 'funcname'), 'sval');
      expect(names.filter((name) => name !== 'current_setting')).toEqual([]);
    }
  });

  test('tables inherit nothing and have no identity, serial or generated column', () => {
    const tables = find(nodes(), 'CreateStmt');
    expect(tables.length).toBeGreaterThan(0);
    expect(find(tables, 'inhRelations')).toEqual([]);
    expect(find(tables, 'partspec')).toEqual([]);
    const constraints = find(nodes(), 'contype');
    expect(constraints).not.toContain('CONSTR_IDENTITY');
    expect(constraints).not.toContain('CONSTR_GENERATED');
    const types = find(nodes(), 'TypeName').flatMap((type) => find(type, 'sval'));
    expect(types.filter((name) => /serial/.test(String(name)))).toEqual([]);
  });

  test('foreign keys stay in the schema, and are checked at once', () => {
    const keys = find(nodes(), 'Constraint').filter(
      (constraint) => (constraint as { contype?: string }).contype === 'CONSTR_FOREIGN',
    );
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key).toMatchObject({ pktable: { schemaname: acme.schema } });
      expect(key).not.toHaveProperty('deferrable');
    }
  });
});

test('a column that is added to a table brings no constraint along but NOT NULL and a default', () => {
  // In the log, where each entry is one column and stands alone, the CHECK stands in line.
  const added = alterations(executed)
    .flat()
    .filter(({ subtype }) => subtype === 'AT_AddColumn');
  expect(added.length).toBeGreaterThan(EVERY_TYPE.length);
  expect(new Set(find(added, 'contype'))).toEqual(new Set(['CONSTR_NOTNULL', 'CONSTR_DEFAULT']));
});
