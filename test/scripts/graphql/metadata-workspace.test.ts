/*
 * /metadata: the workspace as a whole: its names, its blueprint, its drift.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Caller, code, createObject, startApi } from './support.ts';

let api: Api;
let caller: Caller;
let reader: Caller;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('whole'));
  reader = await api.caller(caller.workspaceId, 'USER');
  await api.createWorkspace('taken');
});

afterAll(() => api?.stop());

describe('updateWorkspace', () => {
  const update = (data: Record<string, unknown>, by = caller) =>
    by.askMetadata(
      'mutation ($data: UpdateWorkspaceInput!) { updateWorkspace(data: $data) { id displayName subdomain domainName } }',
      { data },
    );

  test('changes what is given', async () => {
    expect(
      (await update({ displayName: 'The whole', domainName: 'crm.whole.example' })).data,
    ).toEqual({
      updateWorkspace: {
        id: caller.workspaceId,
        displayName: 'The whole',
        subdomain: 'whole',
        domainName: 'crm.whole.example',
      },
    });
    expect((await update({ domainName: null })).data?.updateWorkspace.domainName).toBe(null);
  });

  test.each([
    ['MC104', { subdomain: 'taken' }],
    ['MC105', { displayName: null }],
    ['MC107', { subdomain: 'BAD_SUB' }],
    ['MC107', { domainName: 'https://whole.example' }],
  ])('is refused with %s: %j', async (sqlstate, data) => {
    expect((await update(data)).errors?.[0]?.extensions).toMatchObject({
      code: 'METADATA_VALIDATION_FAILED',
      sqlstate,
    });
  });

  test('is not for a USER, and cannot switch the workspace off', async () => {
    expect(code(await update({ displayName: 'Mine' }, reader))).toBe('FORBIDDEN');
    expect(code(await update({ isActivated: false }))).toBe('BAD_USER_INPUT');
  });
});

describe('blueprints', () => {
  const PLAN =
    'query ($blueprint: JSON!) { planBlueprint(blueprint: $blueprint) { position type subject sql destructive } }';
  const APPLY =
    'mutation ($blueprint: JSON!, $allow: [String!]! = []) { applyBlueprint(blueprint: $blueprint, allow: $allow) { operations } }';

  test('are planned, applied and exported', async () => {
    const { exportBlueprint: before } = await reader.metadata('{ exportBlueprint }');
    const blueprint = {
      objects: [
        ...before.objects,
        { nameSingular: 'ship', namePlural: 'ships', fields: [{ name: 'flag', type: 'TEXT' }] },
      ],
      roles: [...before.roles, { name: 'Captain', canDestroyAllObjectRecords: true }],
    };
    const { planBlueprint: plan } = await caller.metadata(PLAN, { blueprint });
    expect(plan.map(({ position }: { position: number }) => position)).toEqual(
      plan.map((_: unknown, at: number) => at + 1),
    );
    expect(plan[0]).toEqual({
      position: 1,
      type: 'CREATE_ROLE',
      subject: 'Captain',
      sql: expect.stringContaining('create role'),
      destructive: false,
    });
    expect(plan).toContainEqual(
      expect.objectContaining({ type: 'CREATE_FIELD', subject: 'ship.flag' }),
    );
    expect(code(await caller.ask('{ ships { totalCount } }'))).toBe('BAD_USER_INPUT');

    const { applyBlueprint: applied } = await caller.metadata(APPLY, { blueprint });
    expect(applied).toEqual({ operations: plan.length });
    expect(await caller.data('{ ships { edges { node { flag } } } }')).toEqual({
      ships: { edges: [] },
    });
    expect(await caller.metadata(PLAN, { blueprint })).toEqual({ planBlueprint: [] });
    const { exportBlueprint: after } = await caller.metadata('{ exportBlueprint }');
    const again = await api.caller(await api.createWorkspace('again'));
    await again.metadata(APPLY, { blueprint: after });
    expect(await again.metadata('{ exportBlueprint }')).toEqual({ exportBlueprint: after });
  });

  test('nothing is lost that is not allowed', async () => {
    await createObject(caller, 'boat', 'boats', [{ name: 'name', type: 'TEXT' }]);
    await caller.data('mutation { createBoat(data: { name: "x" }) { id } }');
    const { exportBlueprint: all } = await caller.metadata('{ exportBlueprint }');
    const objects = all.objects.filter(
      ({ nameSingular }: { nameSingular: string }) => nameSingular !== 'boat',
    );
    const refused = await caller.askMetadata(APPLY, { blueprint: { objects } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ sqlstate: 'MC701' });
    const { planBlueprint: plan } = await caller.metadata(PLAN, { blueprint: { objects } });
    expect(plan.filter(({ destructive }: { destructive: boolean }) => destructive)).toEqual([
      expect.objectContaining({ type: 'DELETE_OBJECT', subject: 'boat' }),
    ]);
    expect(
      (await caller.askMetadata(APPLY, { blueprint: { objects }, allow: ['boat'] })).errors,
    ).toBeUndefined();
  });

  test('a malformed one is refused with every fault and its place', async () => {
    const blueprint = { objects: [{ nameSingular: 'a', size: 1 }, { fields: 3 }] };
    for (const query of [PLAN, APPLY]) {
      const [error] = (await caller.askMetadata(query, { blueprint })).errors ?? [];
      expect(error?.extensions).toMatchObject({
        code: 'METADATA_VALIDATION_FAILED',
        sqlstate: 'MC702',
      });
      expect(error?.extensions?.faults).toHaveLength(4);
    }
    expect(code(await caller.askMetadata(PLAN, { blueprint: 'x' }))).toBe(
      'METADATA_VALIDATION_FAILED',
    );
  });

  test('are planned and applied by who may change settings', async () => {
    expect(code(await reader.askMetadata(PLAN, { blueprint: { objects: [] } }))).toBe('FORBIDDEN');
    expect(code(await reader.askMetadata(APPLY, { blueprint: { objects: [] } }))).toBe('FORBIDDEN');
  });
});

test('drift is shown to whoever reads, and says what was changed by hand', async () => {
  const query = '{ drift { kind subject expected actual repair } }';
  expect(await reader.metadata(query)).toEqual({ drift: [] });
  const [row] = await api.database.query<{ schema: string }>(
    'select "schemaName" as schema from core.workspace where id = $1',
    [caller.workspaceId],
  );
  const index = `${row?.schema}."IDX_company_createdAt"`;
  const [{ definition }] = (await api.database.query(
    `select pg_get_indexdef('${index}'::regclass) as definition`,
  )) as [{ definition: string }];
  await api.database.query(`drop index ${index}`);
  const { drift } = await reader.metadata(query);
  expect(drift).toEqual([
    {
      kind: 'INDEX',
      subject: expect.stringContaining('IDX_company_createdAt'),
      expected: expect.any(String),
      actual: null,
      repair: expect.stringContaining('CREATE INDEX'),
    },
  ]);
  await api.database.query(definition);
  expect(await reader.metadata(query)).toEqual({ drift: [] });
});

test('a change that meets tables that were changed by hand says so', async () => {
  const object = await createObject(caller, 'raft', 'rafts', [{ name: 'length', type: 'NUMBER' }]);
  const addField = (name: string, isNullable = true) =>
    caller.askMetadata(
      'mutation ($field: CreateFieldInput!) { createOneField(input: { field: $field }) { id } }',
      { field: { objectMetadataId: object, name, type: 'TEXT', isNullable } },
    );
  const [row] = await api.database.query<{ schema: string }>(
    'select "schemaName" as schema from core.workspace where id = $1',
    [caller.workspaceId],
  );
  const table = `${row?.schema}.raft`;
  const refusal = (sqlstate: string, about: string) => ({
    code: 'METADATA_VALIDATION_FAILED',
    sqlstate,
    detail: expect.stringContaining(about),
    hint: expect.stringContaining('drift'),
    faults: [expect.objectContaining({ sqlstate, field: null })],
  });

  await api.database.query(`alter table ${table} add column width text`);
  expect((await addField('width')).errors?.[0]?.extensions).toEqual(
    refusal('42701', 'column "width"'),
  );
  await api.database.query(`alter table ${table} rename to plank`);
  expect((await addField('height')).errors?.[0]?.extensions).toEqual(refusal('42P01', '.raft"'));
  expect((await addField('height', false)).errors?.[0]?.extensions).toEqual(
    refusal('42P01', '.raft"'),
  );
  await api.database.query(`alter table ${row?.schema}.plank rename to raft`);
  await api.database.query(`alter table ${table} drop column width`);
  expect((await addField('width')).errors).toBeUndefined();
});
