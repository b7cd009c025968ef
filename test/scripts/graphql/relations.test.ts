/*
 * Relations in the API: one record on both sides of ONE_TO_ONE; both sides gone where the key cannot be read.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Changing, changing, done, fieldsOf } from './changing.ts';
import {
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  startApi,
  statementsOf,
} from './support.ts';

let api: Api;
let caller: Caller;
let change: Changing;

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  caller = await api.caller(await api.createWorkspace('relations'));
  change = changing(caller);
});

afterAll(() => api?.stop());

const relation = (relationType: string, relationTargetObjectId: string) => ({
  type: 'RELATION',
  settings: { relationType, relationTargetObjectId },
});

describe('ONE_TO_ONE', () => {
  let passport: string;
  let owner: string;
  let ann: string;

  beforeAll(async () => {
    const human = await createObject(caller, 'human', 'humans', [{ name: 'name', type: 'TEXT' }]);
    passport = await createObject(caller, 'passport', 'passports', [
      { name: 'number', type: 'TEXT' },
    ]);
    owner = await createField(caller, passport, {
      name: 'owner',
      ...relation('ONE_TO_ONE', human),
    });
    const { a, b } = await caller.data(
      `mutation {
        a: createHuman(data: { name: "Ann" }) { id }
        b: createHuman(data: { name: "Bob" }) { id }
      }`,
    );
    ann = a.id;
    await caller.data(
      `mutation ($a: ID, $b: ID) {
        a: createPassport(data: { number: "A1", ownerId: $a }) { id }
        b: createPassport(data: { number: "B1", ownerId: $b }) { id }
      }`,
      { a: ann, b: b.id },
    );
  });

  test('is one record on either side, in one statement', async () => {
    const query = `{
      humans(orderBy: { name: AscNullsLast }) {
        edges { node { name passport { number owner { name } } } }
      }
    }`;
    const node = (name: string, number: string) => ({
      node: { name, passport: { number, owner: { name } } },
    });
    expect(await caller.data(query)).toEqual({
      humans: { edges: [node('Ann', 'A1'), node('Bob', 'B1')] },
    });
    expect(await statementsOf(api, caller, () => caller.data(query))).toHaveLength(1);
  });

  test('is the live one: another may follow a deleted one, none beside it', async () => {
    const passports = async () => {
      const { human } = await caller.data(
        `{ human(filter: { name: { eq: "Ann" } }) { name passport { number } } }`,
      );
      return human.passport?.number;
    };
    const create = (number: string) =>
      caller.ask(
        'mutation ($number: String, $a: ID) { createPassport(data: { number: $number, ownerId: $a }) { owner { passport { number } } } }',
        { number, a: ann },
      );
    const taken = await create('A2');
    expect(code(taken)).toBe('CONFLICT');
    const { passport } = await caller.data('{ passport(filter: { number: { eq: "A1" } }) { id } }');
    await caller.data('mutation ($id: ID!) { deletePassport(id: $id) { id } }', passport);
    expect(await passports()).toBeUndefined();
    expect(await create('A2')).toMatchObject({
      data: { createPassport: { owner: { passport: { number: 'A2' } } } },
    });
    expect(await passports()).toBe('A2');
    const { humans } = await caller.data('{ humans { totalCount edges { node { name } } } }');
    expect(humans).toMatchObject({ totalCount: 2 });
    expect(humans.edges).toHaveLength(2);
  });

  test('is connected on the side that holds the key; one that is taken is a CONFLICT with its holder', async () => {
    const { createHuman: cid } = await caller.data(
      'mutation { createHuman(data: { name: "Cid" }) { id } }',
    );
    const create = (number: string) =>
      caller.ask(
        'mutation ($number: String, $id: ID) { createPassports(data: [{ number: $number, owner: { connect: { where: { id: $id } } } }]) { id owner { name } } }',
        { number, id: cid.id },
      );
    const { data } = await create('C1');
    expect(data?.createPassports).toEqual([{ id: expect.any(String), owner: { name: 'Cid' } }]);
    expect((await create('C2')).errors?.[0]).toMatchObject({
      message: 'data[0]: Another passport has this ownerId.',
      extensions: { fields: ['ownerId'], conflictingRecordId: data?.createPassports[0].id },
    });
    const { destroyPassports } = await caller.data(
      'mutation { destroyPassports(filter: { number: { eq: "C1" } }) { owner { passport { number } } } }',
    );
    expect(destroyPassports).toEqual([{ owner: { passport: null } }]);
    await caller.data('mutation ($id: ID!) { destroyHuman(id: $id) { id } }', cid);
  });

  test('either side switches off and on with the other', async () => {
    await done(change.updateField(owner, { isActive: false }));
    expect(await fieldsOf(caller, 'Human')).not.toContain('passport');
    for (const type of ['Passport', 'PassportCreateInput', 'PassportFilterInput']) {
      expect(await fieldsOf(caller, type)).not.toContain('ownerId');
    }
    expect(await fieldsOf(caller, 'Passport')).not.toContain('owner');
    await done(change.updateField(owner, { isActive: true }));
    expect(
      await caller.data(
        '{ humans(orderBy: [{ name: AscNullsLast }]) { edges { node { passport { number } } } } }',
      ),
    ).toEqual({
      humans: {
        edges: [{ node: { passport: { number: 'A2' } } }, { node: { passport: { number: 'B1' } } }],
      },
    });
  });
});

describe.each(['MANY_TO_ONE', 'ONE_TO_MANY'])('%s', (kind) => {
  const one = kind === 'MANY_TO_ONE' ? 'shelf' : 'rack';
  const many = kind === 'MANY_TO_ONE' ? 'jar' : 'tin';
  const [One, Many] = [one, many].map((name) => name[0]?.toUpperCase() + name.slice(1)) as [
    string,
    string,
  ];
  let oneId: string;
  let field: string;

  beforeAll(async () => {
    oneId = await createObject(caller, one, `${one}s`, [{ name: 'name', type: 'TEXT' }]);
    const manyId = await createObject(caller, many, `${many}s`, [{ name: 'name', type: 'TEXT' }]);
    field =
      kind === 'MANY_TO_ONE'
        ? await createField(caller, manyId, { name: one, ...relation(kind, oneId) })
        : await createField(caller, oneId, { name: `${many}s`, ...relation(kind, manyId) });
    const data = await caller.data(`mutation { create${One}(data: { name: "one" }) { id } }`);
    await caller.data(
      `mutation ($id: ID) { create${Many}(data: { name: "a", ${one}Id: $id }) { id } }`,
      data[`create${One}`],
    );
  });

  const both = async () => ({
    one: (await fieldsOf(caller, One))?.filter((name) => name.startsWith(many)),
    many: (await fieldsOf(caller, Many))?.filter((name) => name.startsWith(one)),
    input: (await fieldsOf(caller, `${Many}UpdateInput`))?.filter((name) => name.startsWith(one)),
  });
  const THERE = { one: [`${many}s`], many: [`${one}Id`, one], input: [`${one}Id`, one] };
  const GONE = { one: [], many: [], input: [] };
  const read = () =>
    caller.data(
      `{ ${one}s { edges { node { ${many}s { edges { node { name ${one} { name } } } } } } } }`,
    );

  test('both sides go and come back with either field, records unchanged', async () => {
    const before = await read();
    expect(JSON.stringify(before)).toContain('"a"');
    expect(await both()).toEqual(THERE);
    const fields = await api.database.query<{ id: string }>(
      `select unnest(array["fromFieldMetadataId", "toFieldMetadataId"]) as id
       from core."relationMetadata" where $1 in ("fromFieldMetadataId", "toFieldMetadataId")`,
      [field],
    );
    expect(fields).toHaveLength(2);
    for (const { id } of fields) {
      await done(change.updateField(id, { isActive: false }));
      expect(await both()).toEqual(GONE);
      await done(change.updateField(id, { isActive: true }));
      expect(await both()).toEqual(THERE);
      expect(await read()).toEqual(before);
    }
  });

  test('with an object that is switched off go the relations to it', async () => {
    await done(change.updateObject(oneId, { isActive: false }));
    expect(await fieldsOf(caller, One)).toBeUndefined();
    expect(await fieldsOf(caller, Many)).not.toContain(one);
    expect(await caller.data(`{ ${many}s { edges { node { name } } } }`)).toEqual({
      [`${many}s`]: { edges: [{ node: { name: 'a' } }] },
    });
    await done(change.updateObject(oneId, { isActive: true }));
    expect(await both()).toEqual(THERE);
  });

  test('a renamed side is renamed; a deleted one goes with the other', async () => {
    await done(change.updateField(field, { name: 'renamed' }));
    const [type, name] = kind === 'MANY_TO_ONE' ? [Many, 'renamedId'] : [One, 'renamed'];
    expect(await fieldsOf(caller, type)).toEqual(expect.arrayContaining(['renamed', name]));
    await done(change.deleteField(field));
    expect((await fieldsOf(caller, One))?.filter((each) => /renamed|jar|tin/.test(each))).toEqual(
      [],
    );
    expect(
      (await fieldsOf(caller, Many))?.filter((each) => /renamed|shelf|rack|deleted_/.test(each)),
    ).toEqual([]);
  });
});
