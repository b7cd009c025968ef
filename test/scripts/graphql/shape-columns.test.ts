/*
 * What of the metadata is part of an API's shape: every column of the control plane is here, with
 * whether a change of it is one of the API. The fingerprint changes when the API does, and only then.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildInstance } from '../../../scripts/graphql/instances.ts';
import { introspect } from '../../../scripts/graphql/introspection.ts';
import { type ApiPool, createPool } from '../../../scripts/graphql/pool.ts';
import { authorize } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type Workspace,
} from '../../support/workspaces.ts';

/** Never changes: it is what a row is, and differs between workspaces that share an API (introspection.test.ts). */
const GIVEN = 'given';
type Effect =
  /** A change of the API, and of its text in GraphQL. */
  | 'shown'
  /** A change of what the API does, which its text does not tell. */
  | 'behaviour'
  | 'not shown'
  /** What is shown is what the role has a right to, by whatever rule. */
  | 'as rights say';
/** What becomes of a change, and the changes: the new value in SQL, of the field or object named. */
type Column = typeof GIVEN | readonly [Effect, ...(readonly [value: string, of?: string])[]];
type Columns = Readonly<Record<string, Column>>;

const ROW: Columns = { id: GIVEN, workspaceId: GIVEN, createdAt: GIVEN, updatedAt: GIVEN };
const RIGHT: Column = ['as rights say', ['false'], ['true'], ['null']];

/** What may not be read may not be written either. */
function readable(rights: readonly string[], back: string): Column {
  const all = (value: string) =>
    [value, ...rights.map((name) => `"${name}" = ${value}`)].join(', ');
  return ['as rights say', [all('false')], [all(back)]];
}

const TABLES: Readonly<Record<string, Columns>> = {
  workspace: {
    id: GIVEN,
    createdAt: GIVEN,
    updatedAt: GIVEN,
    schemaName: GIVEN,
    metadataVersion: GIVEN,
    displayName: ['not shown', [`'Other'`]],
    domainName: ['not shown', [`'other.example'`]],
    subdomain: ['not shown', [`'other'`]],
    trashRetentionDays: ['not shown', ['7']],
    // Then there is no API at all: core.authorize() refuses.
    isActivated: GIVEN,
    deletedAt: GIVEN,
  },
  objectMetadata: {
    ...ROW,
    nameSingular: ['shown', [`'gizmo'`], [`'gadget'`]],
    namePlural: ['shown', [`'gizmos'`], [`'gadgets'`]],
    labelSingular: ['not shown', [`'Gizmo'`]],
    labelPlural: ['not shown', [`'Gizmos'`]],
    description: ['shown', [`'What it is'`], ['null']],
    icon: ['not shown', [`'IconBox'`]],
    isActive: ['shown', ['false'], ['true']],
    labelIdentifierFieldMetadataId: [
      'not shown',
      [`(select id from core."fieldMetadata" where name = 'text')`],
    ],
    imageIdentifierFieldMetadataId: [
      'not shown',
      [`(select id from core."fieldMetadata" where name = 'text')`],
    ],
    isCustom: GIVEN,
    isSystem: GIVEN,
    ordinal: GIVEN,
  },
  fieldMetadata: {
    ...ROW,
    objectMetadataId: GIVEN,
    name: ['shown', [`'words'`, 'text'], [`'text'`, 'words']],
    label: ['not shown', [`'Words'`, 'text']],
    description: ['shown', [`'What it says'`, 'text'], ['null', 'text']],
    icon: ['not shown', [`'IconBox'`, 'text']],
    type: ['shown', [`'TEXT'`, 'number'], [`'NUMBER'`, 'number']],
    isActive: ['shown', ['false', 'text'], ['true', 'text']],
    isNullable: ['shown', ['false', 'text'], ['true', 'text']],
    isUnique: ['not shown', ['true', 'text'], ['false', 'text']],
    // Of a field that may be left out anyway; of one that may not, see settings and defaults below.
    defaultValue: ['not shown', [`'"x"'`, 'text'], [`'"y"'`, 'text'], ['null', 'text']],
    settings: GIVEN,
    isCustom: GIVEN,
    isSystem: GIVEN,
    ordinal: GIVEN,
  },
  relationMetadata: {
    ...ROW,
    // Each goes with its field, which can be renamed, switched off and deleted; nothing of it is changed alone.
    fromObjectMetadataId: GIVEN,
    toObjectMetadataId: GIVEN,
    fromFieldMetadataId: GIVEN,
    toFieldMetadataId: GIVEN,
    relationType: GIVEN,
  },
  indexMetadata: {
    ...ROW,
    objectMetadataId: GIVEN,
    fields: ['not shown', [`array['position']`]],
    isUnique: ['not shown', ['true'], ['false']],
    where: ['not shown', [`'"deletedAt" is null'`]],
    indexType: ['not shown', [`'BTREE'`]],
    isCustom: GIVEN,
    ordinal: GIVEN,
  },
  role: {
    ...ROW,
    databaseRole: GIVEN,
    name: GIVEN,
    description: ['not shown', [`'Who'`]],
    canUpdateAllSettings: ['not shown', ['true'], ['false']],
    canReadAllObjectRecords: readable(
      ['canUpdateAllObjectRecords', 'canSoftDeleteAllObjectRecords'],
      'true',
    ),
    canUpdateAllObjectRecords: ['shown', ['false'], ['true']],
    canSoftDeleteAllObjectRecords: RIGHT,
    canDestroyAllObjectRecords: ['shown', ['true'], ['false']],
  },
  objectPermission: {
    ...ROW,
    roleId: GIVEN,
    objectMetadataId: GIVEN,
    canReadObjectRecords: readable(
      [
        'canCreateObjectRecords',
        'canUpdateObjectRecords',
        'canSoftDeleteObjectRecords',
        'canDestroyObjectRecords',
      ],
      'null',
    ),
    canCreateObjectRecords: RIGHT,
    canUpdateObjectRecords: RIGHT,
    canSoftDeleteObjectRecords: RIGHT,
    canDestroyObjectRecords: RIGHT,
  },
  fieldPermission: {
    ...ROW,
    roleId: GIVEN,
    objectMetadataId: GIVEN,
    fieldMetadataId: GIVEN,
    canReadFieldValue: readable(['canUpdateFieldValue'], 'null'),
    canUpdateFieldValue: RIGHT,
  },
};

/** Of people and of the past: no API is made of them. */
const OTHER_TABLES = ['user', 'userWorkspace', 'workspaceMigration'];

/** The row of a table that is changed. */
const WHERE: Readonly<Record<string, string>> = {
  objectMetadata: `"labelSingular" in ('Gadget', 'Gizmo')`,
  role: `name = 'USER'`,
};

/** What is inside settings, and defaults of fields that must have a value. */
const INSIDE: readonly (readonly [string, Effect, string])[] = [
  ['dataType', 'shown', `set settings = '{"dataType": "int"}' where name = 'number'`],
  ['maxLength', 'not shown', `set settings = '{"maxLength": 40}' where name = 'text'`],
  ['limits', 'not shown', `set settings = '{"dataType": "int", "min": 1}' where name = 'number'`],
  [
    'options',
    'not shown',
    `set settings = jsonb_set(settings, '{options,0,value}', '"Z"') where name = 'kind'`,
  ],
  ['currencyCode', 'behaviour', `set settings = '{"currencyCode": "EUR"}' where name = 'price'`],
  [
    'default where null is not allowed',
    'shown',
    `set "defaultValue" = '"x"' where name = 'needed'`,
  ],
  ['another default', 'not shown', `set "defaultValue" = '"y"' where name = 'needed'`],
  ['name of a relation', 'shown', `set name = 'factory' where name = 'maker'`],
  [
    'name of its other side',
    'shown',
    `set settings = jsonb_set(settings, '{relationTargetFieldName}', '"machines"') where name = 'factory'`,
  ],
  ['a relation switched off', 'shown', `set "isActive" = false where name = 'factory'`],
  ['a relation switched on', 'shown', `set "isActive" = true where name = 'factory'`],
];

let database: TestDatabase;
let pool: ApiPool;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.apiUrl, log: createLogger('silent') });
  workspace = await createWorkspace(database, 'w');
  const gadget = await createObject(database, workspace, 'gadget', [
    { name: 'text', type: 'TEXT' },
    { name: 'number', type: 'NUMBER' },
    { name: 'price', type: 'CURRENCY', settings: { currencyCode: 'USD' } },
    { name: 'kind', type: 'SELECT', settings: { options: [{ value: 'A', label: 'A' }] } },
    { name: 'needed', type: 'TEXT', isNullable: false },
  ]);
  await createFields(database, gadget, [
    {
      name: 'maker',
      type: 'RELATION',
      settings: {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: await workspace.objectId('company'),
        relationTargetFieldName: 'gadgets',
      },
    },
  ]);
  await database.query(
    `insert into core."indexMetadata" ("workspaceId", "objectMetadataId", fields) values ($1, $2, '{text}')`,
    [workspace.id, gadget],
  );
  await database.query(
    `insert into core."objectPermission" ("workspaceId", "roleId", "objectMetadataId")
     select $1, id, $2 from core.role where name = 'USER'`,
    [workspace.id, gadget],
  );
  await database.query(
    `insert into core."fieldPermission" ("workspaceId", "roleId", "objectMetadataId", "fieldMetadataId")
     select $1, r.id, $2, f.id from core.role r, core."fieldMetadata" f
     where r.name = 'USER' and f."objectMetadataId" = $2 and f.name = 'text'`,
    [workspace.id, gadget],
  );
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** The API of USER, whose rights are the ones that change. */
async function look() {
  const session = await authorize(pool, { workspaceId: workspace.id, role: 'USER' });
  const scope = { enter: 'core.enter_workspace', session } as const;
  const shape = await introspect(
    session.schemaName,
    createWithPgClient(pool, scope, () => {}),
  );
  const { schema } = await buildInstance(shape);
  return { fingerprint: shape.fingerprint, text: printSchema(lexicographicSortSchema(schema)) };
}

async function expectEffect(effect: Effect, sql: string): Promise<void> {
  const before = await look();
  await database.query(sql);
  const after = await look();
  const isShown = after.text !== before.text;
  const isAnother = after.fingerprint !== before.fingerprint;
  const expected = {
    shown: { isShown: true, isAnother: true },
    behaviour: { isShown: false, isAnother: true },
    'not shown': { isShown: false, isAnother: false },
    'as rights say': { isShown, isAnother: isShown },
  }[effect];
  expect({ sql, isShown, isAnother }).toEqual({ sql, ...expected });
}

test('every column of the control plane is listed', async () => {
  const rows = await database.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text order by column_name::text collate "C") as columns
     from information_schema.columns where table_schema = 'core' and table_name <> all ($1) group by 1`,
    [OTHER_TABLES],
  );
  const found = Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
  const listed = Object.entries(TABLES).map(([table, columns]) => [
    table,
    Object.keys(columns).sort(),
  ]);
  expect(found).toEqual(Object.fromEntries(listed));
});

const CHANGES = Object.entries(TABLES).flatMap(([table, columns]) =>
  Object.entries(columns).flatMap(([column, says]) => {
    if (says === GIVEN) return [];
    const [effect, ...changes] = says;
    const sql = changes.map(([value, field]) => {
      const where = field === undefined ? (WHERE[table] ?? 'true') : `name = '${field}'`;
      return `update core."${table}" set "${column}" = ${value} where ${where}`;
    });
    return [[table, column, effect, sql] as const];
  }),
);

test.each(CHANGES)('%s.%s is %s', async (_table, _column, effect, changes) => {
  for (const sql of changes) await expectEffect(effect, sql);
});

test.each(INSIDE)('%s: %s', (_what, effect, change) =>
  expectEffect(effect, `update core."fieldMetadata" ${change}`),
);
