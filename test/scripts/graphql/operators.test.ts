/*
 * Every operator of every field, its own and over a relation, on hostile data: the API finds what SQL finds.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HOSTILE } from '../../support/hostile.ts';
import { FIELDS, type Gadgets, startGadgets } from './gadgets.ts';
import { OPTIONS, type Operators, type Question, questions } from './questions.ts';
import { type Caller, createField, createObject } from './support.ts';

let gadgets: Gadgets;
let caller: Caller;

interface InputField {
  readonly name: string;
  readonly type: {
    readonly name: string | null;
    readonly inputFields: readonly { readonly name: string }[] | null;
  };
}

beforeAll(async () => {
  gadgets = await startGadgets();
  ({ caller } = gadgets);
  const box = await createObject(caller, 'box', 'boxes', [{ name: 'name', type: 'TEXT' }]);
  for (const [name, relationType, relationTargetFieldName] of [
    ['content', 'MANY_TO_ONE', 'boxes'],
    ['label', 'ONE_TO_ONE', 'labelled'],
  ]) {
    await createField(caller, box, {
      name: name as string,
      type: 'RELATION',
      settings: {
        relationType,
        relationTargetObjectId: gadgets.objectId,
        relationTargetFieldName,
      },
    });
  }
  await fill();
});

afterAll(() => gadgets?.api.stop());

const texts = [
  ...Object.values(HOSTILE),
  'abc',
  'ABC',
  'Abc',
  'a%c',
  'a_c',
  'a\\c',
  'é',
  'É',
  '漢字',
];

/** Short enough for a unique index. */
const codes = texts.filter((text) => text.length < 1000);

const companies = ['00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-ffffffffffff'];

/** What the columns hold, each in turn. Their numbers have no common divisor, so that all meet all. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  name: texts,
  code: codes,
  size: [0, 1, 3, 2147483647, null],
  weight: ['-1e30', '-0.1', 0, '0.10', 0.1, 19.99, '12345678901234567890.123456789', '1e30', null],
  serial: ['-9223372036854775808', 0, '9007199254740993', '9223372036854775807', null],
  ratio: [-1.7e308, -0.1, 0, 5e-324, 0.1, 0.30000000000000004, null],
  isNew: [true, false, null],
  madeOn: ['0001-01-01', '1969-12-31', '2024-02-29', '9999-12-31', null],
  checkedAt: [
    '0001-01-01T00:00:00Z',
    '2024-02-29T12:00:00.123456Z',
    '2024-02-29T12:00:00.123457Z',
    '9999-12-31T23:59:59.999999Z',
    null,
  ],
  kind: [...OPTIONS, null],
  marks: [[], ...OPTIONS.map((option) => [option]), OPTIONS.slice(1), OPTIONS, null],
  price: [
    { amount: 0, currency: 'USD' },
    { amount: -0.1, currency: 'EUR' },
    { amount: 19.99, currency: 'USD' },
    null,
  ],
  cost: [{ amount: 12345678901234, currency: 'JPY' }, { amount: 0.1, currency: 'EUR' }, null],
  stars: [1, 3, 5, null],
  email: ['ann@example.com', `o'hara+100%_x@example.com`, 'ÄRGER@example.com', null],
  phone: ['+1 (555) 0100', '020 7946 0123', null],
  website: ['https://example.com/100%25_x?a=\\b', 'http://EXAMPLE.com', null],
  makerId: [...companies, null],
  sellerId: [companies[0], null],
  position: [0, -1, 0.5, 1e300],
  createdAt: ['2024-02-29T12:00:00.123456Z', '0001-01-01T00:00:00Z'],
  deletedAt: [null, null, '2024-02-29T12:00:00.123456Z', null, null],
};

/** Two gadgets for each text; boxes with one, with the same as others, with none. */
async function fill() {
  const { api, schema } = gadgets;
  const rows = Array.from({ length: 2 * texts.length }, (_, index) => ({
    ...Object.fromEntries(
      Object.entries(VALUES).map(([name, values]) => [name, values[index % values.length]]),
    ),
    ...(index >= codes.length && { code: null }),
    id: index === 0 ? companies[0] : crypto.randomUUID(),
  }));
  await api.database.query(
    `insert into ${schema}.company (id, name) select id, id::text from unnest($1::uuid[]) id`,
    [companies],
  );
  const names = Object.keys(rows[0] as object)
    .map((name) => `"${name}"`)
    .join(', ');
  await api.database.query(
    `insert into ${schema}.gadget (${names}) select ${names} from jsonb_populate_recordset(null::${schema}.gadget, $1)`,
    [JSON.stringify(rows)],
  );
  await api.database.query(`
    insert into ${schema}.box (name, "contentId", "labelId")
    select place::text, case when place % 7 > 0 then id end, case when place % 3 > 0 then id end
    from (select id, row_number() over (order by id) as place from ${schema}.gadget) g
    union all select 'more', id, null from ${schema}.gadget`);
  // One record may have any number of deleted ones beside its live one.
  await api.database.query(`
    insert into ${schema}.box (name, "labelId", "deletedAt")
    select 'gone', id, now() from ${schema}.gadget, generate_series(1, 2)`);
  await api.database.query(`update ${schema}.company set "deletedAt" = now() where id = $1`, [
    companies[1],
  ]);
}

test('the object has a field of every type', async () => {
  const { __type } = await caller.metadata(
    '{ __type(name: "FieldMetadataType") { enumValues { name } } }',
  );
  const types = __type.enumValues.map(({ name }: { name: string }) => name);
  expect([...new Set([...FIELDS.map(({ type }) => type), 'RELATION'])].sort()).toEqual(
    types.sort(),
  );
});

/** The input fields of a filter type that have operators, each with the type that has them. */
async function operatorFields(typeName: string) {
  const { __type } = await caller.data(
    `query ($name: String!) { __type(name: $name) { inputFields { name type { name inputFields { name } } } } }`,
    { name: typeName },
  );
  const all = __type.inputFields as InputField[];
  const fields = all.filter(({ type }) => type.name?.match(/^[A-Za-z]+Filter$/));
  const operators: Operators = Object.fromEntries(
    fields.map(({ type }) => [type.name, type.inputFields?.map(({ name }) => name) ?? []]),
  );
  return {
    fields: fields.map(({ name, type }) => ({ name, typeName: String(type.name) })),
    operators,
  };
}

/** The ids that each question finds in the API. */
async function asked(list: string, Type: string, filters: readonly unknown[]): Promise<string[][]> {
  const places = filters.map((_, index) => index);
  const data = await caller.data(
    `query (${places.map((place) => `$f${place}: ${Type}FilterInput`).join(', ')}) {
      ${places.map((place) => `q${place}: ${list}(filter: $f${place}, first: 200) { edges { node { id } } }`).join('\n')}
    }`,
    Object.fromEntries(filters.map((filter, place) => [`f${place}`, filter])),
  );
  return places.map((place) =>
    data[`q${place}`].edges.map(({ node }: { node: { id: string } }) => node.id),
  );
}

/** The same in SQL, in the order of the API: by id. */
async function found(from: string, conditions: readonly string[]): Promise<string[][]> {
  const rows = await gadgets.api.database.query<{ ids: string[] }>(
    conditions
      .map(
        (condition, place) =>
          `select ${place} as place, array(select t.id::text from ${from} where ${condition} order by t.id) as ids`,
      )
      .join(' union all ')
      .concat(' order by place'),
  );
  return rows.map(({ ids }) => ids);
}

const BATCH = 40;

async function expectSame(
  { list, Type, from }: { list: string; Type: string; from: string },
  all: readonly Question[],
) {
  for (let start = 0; start < all.length; start += BATCH) {
    const some = all.slice(start, start + BATCH);
    const answers = await asked(
      list,
      Type,
      some.map(({ filter }) => filter),
    );
    const expected = await found(
      from,
      some.map(({ condition }) => condition),
    );
    some.forEach(({ filter, condition }, index) => {
      expect({ filter, condition, ids: answers[index] }).toEqual({
        filter,
        condition,
        ids: expected[index],
      });
    });
  }
}

const live = (condition: string) => `t."deletedAt" is null and (${condition})`;

test('every operator of every field of the object itself', async () => {
  const { fields, operators } = await operatorFields('GadgetFilterInput');
  const columns = await gadgets.api.database.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0',
    [`${gadgets.schema}.gadget`],
  );
  expect(fields.map(({ name }) => name).sort()).toEqual(columns.map(({ name }) => name).sort());
  const from = `${gadgets.schema}.gadget t`;
  for (const { name, typeName } of fields) {
    const all = questions(`t."${name}"`, typeName, operators).map(({ filter, condition }) => ({
      filter: { [name]: filter },
      condition: name === 'deletedAt' ? condition : live(condition),
    }));
    await expectSame({ list: 'gadgets', Type: 'Gadget', from }, all);
  }
});

describe.each([
  [
    'MANY_TO_ONE',
    'boxes',
    'Box',
    'content',
    'Gadget',
    'box t left join SCHEMA.gadget r on r.id = t."contentId"',
  ],
  [
    'ONE_TO_ONE',
    'boxes',
    'Box',
    'label',
    'Gadget',
    'box t left join SCHEMA.gadget r on r.id = t."labelId"',
  ],
  [
    'the inverse of ONE_TO_ONE',
    'gadgets',
    'Gadget',
    'labelled',
    'Box',
    'gadget t left join SCHEMA.box r on r."labelId" = t.id',
  ],
])('over %s', (_kind, list, Type, relation, Related, joined) => {
  test('every operator of every field of the related record', async () => {
    const { fields, operators } = await operatorFields(`${Related}_RelatedFilterInput`);
    const own = await operatorFields(`${Related}FilterInput`);
    expect(fields).toEqual(own.fields.filter(({ name }) => name !== 'deletedAt'));
    const from = `${gadgets.schema}.${joined.replaceAll('SCHEMA', gadgets.schema)} and r."deletedAt" is null`;
    for (const { name, typeName } of fields) {
      const all = questions(`r."${name}"`, typeName, operators).map(({ filter, condition }) => ({
        filter: { [relation]: { [name]: filter } },
        condition: live(condition),
      }));
      await expectSame({ list, Type, from }, all);
    }
  });
});

describe('and, or, not', () => {
  const leaf = (name: string, column: string, filter: unknown, condition: string): Question => ({
    filter: { [name]: filter },
    condition: condition.replaceAll('?', column),
  });
  const LEAVES: readonly Question[] = [
    leaf('name', 't.name', { like: '%a%' }, `? like '%a%'`),
    leaf('size', 't.size', { gt: 0, lt: 10 }, '? > 0 and ? < 10'),
    leaf('isNew', 't."isNew"', { eq: true }, '?'),
    leaf('kind', 't.kind', { is: 'NULL' }, '? is null'),
    leaf('kind', 't.kind', { eq: null }, 'null'),
    leaf('marks', 't.marks', { containsAny: ['A'] }, `'A' = any (?)`),
    leaf('price', 't.price', { currency: { eq: 'EUR' } }, `? ->> 'currency' = 'EUR'`),
    leaf('maker', 'm.id', { id: { eq: companies[0] } }, `? = '${companies[0]}'`),
    leaf('maker', 'm.id', { not: { id: { eq: companies[0] } } }, `not ? = '${companies[0]}'`),
    leaf('maker', 'm.id', { or: [] }, 'false'),
    leaf('labelled', 'l.name', { name: { is: 'NOT_NULL' } }, '? is not null'),
    { filter: {}, condition: 'true' },
  ];

  const { tree } = fc.letrec<{ tree: Question }>((tie) => {
    const many = fc.array(tie('tree'), { maxLength: 3 });
    const list = (name: 'and' | 'or') =>
      many.map((parts) => ({
        filter: { [name]: parts.map(({ filter }) => filter) },
        condition: [name === 'and', ...parts.map(({ condition }) => `(${condition})`)].join(
          ` ${name} `,
        ),
      }));
    const not = tie('tree').map(({ filter, condition }) => ({
      filter: { not: filter },
      condition: `not (${condition})`,
    }));
    const both = fc.tuple(tie('tree'), fc.constantFrom(...LEAVES)).map(([one, other]) => ({
      filter: { ...(other.filter as object), and: [one.filter] },
      condition: `(${one.condition}) and (${other.condition})`,
    }));
    return {
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...LEAVES),
        list('and'),
        list('or'),
        not,
        both,
      ),
    };
  });

  test('nested in any way', async () => {
    const { schema } = gadgets;
    const from = `${schema}.gadget t left join ${schema}.company m on m.id = t."makerId" and m."deletedAt" is null
      left join ${schema}.box l on l."labelId" = t.id and l."deletedAt" is null`;
    const all = fc
      .sample(tree, 200)
      .map(({ filter, condition }) => ({ filter, condition: live(condition) }));
    await expectSame({ list: 'gadgets', Type: 'Gadget', from }, all);
  });
});
