/*
 * Hostile texts in every place of the metadata that takes one. Each is either refused by the compiler,
 * with nothing changed in core or the catalog, or stored and read back as it was given.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { HOSTILE, isLabel } from '../support/hostile.ts';
import { difference, type Snapshot, snapshot } from '../support/snapshot.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type NewField,
  onConnection,
  type Queries,
  type Workspace,
} from '../support/workspaces.ts';

interface Place {
  /** Puts a text there; `id` is the row's, if it is one of those below. */
  readonly put: (text: string) => Promise<unknown>;
  readonly accepts: (text: string) => boolean;
  /** Reads the text back. */
  readonly read: () => Promise<unknown>;
}

const TEXTS = Object.entries(HOSTILE);
const never = (): boolean => false;
const always = (): boolean => true;

let testDatabase: TestDatabase;
let database: Queries;
let acme: Workspace;
let thing: string;
let count = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = onConnection(await testDatabase.client());
  acme = await createWorkspace(database, 'acme');
  thing = await createObject(database, acme, 'thing');
});

afterAll(() => testDatabase.drop());

/** The last row that was inserted in a table, or what an expression says of it. */
async function last(table: string, expression: string): Promise<unknown> {
  const [row] = await database.query<{ value: unknown }>(
    `select ${expression} as value from core."${table}" order by "createdAt" desc limit 1`,
  );
  return row?.value;
}

/** A place in a row of objectMetadata. */
function inObject(column: string, accepts: Place['accepts']): Place {
  return {
    accepts,
    put: (text) => {
      count += 1;
      const object = {
        workspaceId: acme.id,
        nameSingular: `object${count}`,
        namePlural: `objects${count}`,
        [column]: text,
      };
      const columns = Object.keys(object).map((name) => `"${name}"`);
      return database.query(
        `insert into core."objectMetadata" (${columns.join()})
         select ${columns.join()} from jsonb_populate_record(null::core."objectMetadata", $1)`,
        [object],
      );
    },
    read: () => last('objectMetadata', `"${column}"`),
  };
}

/** A place in a row of fieldMetadata; `path` leads to it from the row. */
function inField(
  field: (text: string) => Partial<NewField>,
  path: string,
  accepts: Place['accepts'],
): Place {
  return {
    accepts,
    put: (text) => {
      count += 1;
      return createFields(database, thing, [
        { name: `field${count}`, type: 'NUMBER', ...field(text) },
      ]);
    },
    read: async () => {
      const [row] = await database.query<{ value: unknown }>(
        `select to_jsonb(f) #>> $1::text[] as value from core."fieldMetadata" f where name = $2`,
        [path, `field${count}`],
      );
      return row?.value;
    },
  };
}

/** A place in the settings of a field of some type. */
function inSettings(
  type: string,
  settings: (text: string) => unknown,
  path = '',
  accepts: Place['accepts'] = never,
): Place {
  return inField((text) => ({ type, settings: settings(text) }), `{settings,${path}}`, accepts);
}

/** A default of a field of some type, which no hostile text is. */
function inDefault(type: string, settings?: unknown): Place {
  return inField((defaultValue) => ({ type, settings, defaultValue }), '{defaultValue}', never);
}

/** A column of the workspace's own row. */
function inWorkspace(column: string, accepts: Place['accepts']): Place {
  return {
    accepts,
    put: (text) =>
      database.query(`update core.workspace set "${column}" = $1 where id = $2`, [text, acme.id]),
    read: async () => {
      const [row] = await database.query<{ value: unknown }>(
        `select "${column}" as value from core.workspace where id = $1`,
        [acme.id],
      );
      return row?.value;
    },
  };
}

const option = (over: Record<string, unknown>): unknown => ({
  options: [{ value: 'A', label: 'A', ...over }],
});
const relation = (over: Record<string, unknown>): unknown => ({
  relationType: 'MANY_TO_ONE',
  relationTargetObjectId: thing,
  relationTargetFieldName: `inverse${count}`,
  ...over,
});
const isDomain = (text: string): boolean => /^[a-z0-9]+$/.test(text) && text.length < 64;

const PLACES: Readonly<Record<string, Place>> = {
  'the singular of an object': inObject('nameSingular', never),
  'the plural of an object': inObject('namePlural', never),
  'the singular label of an object': inObject('labelSingular', isLabel),
  'the plural label of an object': inObject('labelPlural', isLabel),
  'the description of an object': inObject('description', always),
  'the icon of an object': inObject('icon', always),
  'the name of a field': inField((name) => ({ name }), '{name}', never),
  'the label of a field': inField((label) => ({ label }), '{label}', isLabel),
  'the description of a field': inField(
    (description) => ({ description }),
    '{description}',
    always,
  ),
  'the icon of a field': inField((icon) => ({ icon }), '{icon}', always),
  'the type of a field': inField((type) => ({ type }), '{type}', never),
  'the default of a TEXT': inField(
    (defaultValue) => ({ type: 'TEXT', defaultValue }),
    '{defaultValue}',
    (text) => text.length < 4000,
  ),
  'the default of a NUMBER': inDefault('NUMBER'),
  'the default of a BOOLEAN': inDefault('BOOLEAN'),
  'the default of a DATE': inDefault('DATE'),
  'the default of a DATE_TIME': inDefault('DATE_TIME'),
  'the default of an EMAIL': inDefault('EMAIL'),
  'the default of a PHONE': inDefault('PHONE'),
  'the default of a URL': inDefault('URL'),
  'the default of a RATING': inDefault('RATING'),
  'the default of a SELECT': inDefault('SELECT', option({})),
  'the default of a MULTI_SELECT': inDefault('MULTI_SELECT', option({})),
  'the default of a CURRENCY': inDefault('CURRENCY'),
  'the currency of a default': inField(
    (currency) => ({ type: 'CURRENCY', defaultValue: { amount: 1, currency } }),
    '{defaultValue,currency}',
    never,
  ),
  'the settings themselves': inSettings('TEXT', (text) => text),
  'a key of the settings': inSettings('TEXT', (text) => ({ [text]: 1 })),
  'a key of an option': inSettings('SELECT', (text) => option({ [text]: 1 })),
  maxLength: inSettings('TEXT', (maxLength) => ({ maxLength })),
  precision: inSettings('NUMBER', (precision) => ({ precision })),
  scale: inSettings('CURRENCY', (scale) => ({ precision: 9, scale })),
  'min of a NUMBER': inSettings('NUMBER', (min) => ({ min })),
  'max of a RATING': inSettings('RATING', (max) => ({ max })),
  dataType: inSettings('NUMBER', (dataType) => ({ dataType })),
  validation: inSettings('EMAIL', (validation) => ({ validation })),
  currencyCode: inSettings('CURRENCY', (currencyCode) => ({ currencyCode })),
  amount: inSettings('CURRENCY', (amount) => ({ amount })),
  options: inSettings('SELECT', (options) => ({ options })),
  'an option': inSettings('SELECT', (text) => ({ options: [text] })),
  'the id of an option': inSettings('SELECT', (id) => option({ id })),
  'the value of an option': inSettings(
    'SELECT',
    (value) => option({ value }),
    'options,0,value',
    isLabel,
  ),
  'the label of an option': inSettings(
    'MULTI_SELECT',
    (label) => option({ label }),
    'options,0,label',
    isLabel,
  ),
  'the color of an option': inSettings(
    'SELECT',
    (color) => option({ color }),
    'options,0,color',
    (text) => [...text].length <= 63,
  ),
  relationType: inSettings('RELATION', (relationType) => relation({ relationType })),
  onDelete: inSettings('RELATION', (onDelete) => relation({ onDelete })),
  'onDelete of a relation that waits': inSettings('RELATION', (onDelete) => ({ onDelete })),
  relationTargetObjectId: inSettings('RELATION', (relationTargetObjectId) =>
    relation({ relationTargetObjectId }),
  ),
  relationTargetFieldName: inSettings('RELATION', (relationTargetFieldName) =>
    relation({ relationTargetFieldName }),
  ),
  relationTargetFieldLabel: inSettings(
    'RELATION',
    (relationTargetFieldLabel) => relation({ relationTargetFieldLabel }),
    'relationTargetFieldLabel',
    isLabel,
  ),
  'the type of a relation row': {
    accepts: never,
    read: never as never,
    put: (text) =>
      database.query(
        `insert into core."relationMetadata" ("relationType", "workspaceId",
           "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
         select $1, $2, $3, gen_random_uuid(), $3, gen_random_uuid()`,
        [text, acme.id, thing],
      ),
  },
  'the name of a workspace': inWorkspace('displayName', always),
  'the subdomain of a workspace': inWorkspace('subdomain', isDomain),
  'the domain of a workspace': inWorkspace('domainName', isDomain),
};

describe('what a place cannot take', () => {
  let before: Snapshot;

  beforeAll(async () => {
    before = await snapshot(database);
  });

  test.each(Object.entries(PLACES))('is refused: %s', async (_place, { put, accepts }) => {
    const refused = TEXTS.filter(([, text]) => !accepts(text));
    const codes: Record<string, unknown> = {};
    for (const [name, text] of refused) {
      codes[name] = await put(text).then(
        () => 'accepted',
        (error: { code?: string }) => error.code,
      );
    }
    expect(codes).toEqual(
      Object.fromEntries(refused.map(([name]) => [name, expect.stringMatching(/^MC[1-3]\d\d$/)])),
    );
  });

  test('changes nothing', async () => {
    expect(difference(before, await snapshot(database))).toEqual({});
  });
});

describe('what a place can take', () => {
  const open = Object.entries(PLACES).filter(([, { accepts }]) =>
    TEXTS.some(([, text]) => accepts(text)),
  );

  test.each(open)('is kept as it is: %s', async (_place, { put, accepts, read }) => {
    const accepted = TEXTS.filter(([, text]) => accepts(text));
    const kept: Record<string, unknown> = {};
    for (const [name, text] of accepted) {
      await put(text);
      kept[name] = await read();
    }
    expect(kept).toEqual(Object.fromEntries(accepted));
  });
});

test('a new workspace keeps a hostile name, and its schema and roles are named by ids', async () => {
  for (const text of [HOSTILE['a closing identifier'], HOSTILE['format specifiers']]) {
    const [row] = await database.query<{ displayName: string; schemaName: string }>(
      `insert into core.workspace ("displayName") values ($1)
       returning "displayName", "schemaName"`,
      [text],
    );
    expect(row).toEqual({
      displayName: text,
      schemaName: expect.stringMatching(/^workspace_[0-9a-z]{1,25}$/),
    });
  }
});
