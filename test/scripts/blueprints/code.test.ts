/*
 * Blueprints as code: what the functions give is the JSON, and any JSON written as code gives the same
 * JSON again.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as functions from '../../../scripts/blueprints/blueprint.ts';
import { blueprintCode } from '../../../scripts/blueprints/code.ts';

const { currency, defineBlueprint, field, manyToMany, manyToOne, select, text } = functions;
type Blueprint = functions.Blueprint;

/** What a module gives; its import is of the functions that are there. */
function loaded(code: string): unknown {
  const body = code
    .replace(/^import \{([^}]*)\} from 'dual-schema\/blueprint';/, '')
    .replace('export default', 'return');
  return new Function(...Object.keys(functions), body)(...Object.values(functions));
}

const NAME = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/);
const SETTINGS = fc.dictionary(
  fc.oneof(NAME, fc.constantFrom('__proto__', 'maxLength', 'options', 'label', "it's")),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 4 },
);
const FIELD = fc.record(
  {
    name: NAME,
    type: fc.constantFrom(
      'TEXT',
      'NUMBER',
      'SELECT',
      'MULTI_SELECT',
      'CURRENCY',
      'RELATION',
      'NEW',
    ),
    label: fc.string({ unit: 'binary' }),
    description: fc.option(fc.string({ unit: 'binary' })),
    defaultValue: fc.jsonValue(),
    isNullable: fc.boolean(),
    settings: fc.oneof(
      SETTINGS,
      fc.record(
        {
          relationType: fc.constantFrom('MANY_TO_ONE', 'MANY_TO_MANY', 'OTHER'),
          relationTargetObject: NAME,
          onDelete: fc.constantFrom('CASCADE'),
        },
        { requiredKeys: [] },
      ),
    ),
    inverse: fc.record({ isNullable: fc.boolean() }, { requiredKeys: [] }),
  },
  { requiredKeys: ['name'] },
);
const byName = <T>(of: fc.Arbitrary<T>, name: (value: T) => string) =>
  fc.uniqueArray(of, { selector: name, maxLength: 4 });
const OBJECT = fc.record(
  {
    nameSingular: NAME,
    namePlural: NAME,
    labelSingular: fc.string({ unit: 'binary' }),
    isActive: fc.boolean(),
    fields: byName(FIELD, ({ name }) => name),
    indexes: fc.array(fc.record({ fields: fc.array(NAME), isUnique: fc.boolean() })),
  },
  { requiredKeys: ['nameSingular'] },
);
const BLUEPRINT = fc.record(
  {
    roles: fc.array(fc.record({ name: fc.string({ unit: 'binary' }) })),
    objects: byName(OBJECT, ({ nameSingular }) => nameSingular),
  },
  { requiredKeys: [] },
);

test('any blueprint, written as code, gives the same JSON', () => {
  fc.assert(
    fc.property(BLUEPRINT, (generated) => {
      const blueprint = JSON.parse(JSON.stringify(generated)) as Blueprint;
      const again = loaded(blueprintCode(blueprint));
      expect(JSON.parse(JSON.stringify(again))).toEqual(blueprint);
    }),
    { numRuns: 500 },
  );
});

describe('the functions', () => {
  test('put settings and properties where they belong', () => {
    expect(
      defineBlueprint({
        objects: {
          product: {
            namePlural: 'products',
            fields: {
              name: text({ maxLength: 80, isNullable: false }),
              price: currency({ currencyCode: 'USD', label: 'Price' }),
              maker: manyToOne('company', { onDelete: 'CASCADE', inverse: { icon: 'IconBox' } }),
            },
          },
          company: { fields: { name: field({ label: 'Called' }) } },
        },
      }),
    ).toEqual({
      objects: [
        {
          nameSingular: 'product',
          namePlural: 'products',
          fields: [
            { name: 'name', type: 'TEXT', isNullable: false, settings: { maxLength: 80 } },
            { name: 'price', type: 'CURRENCY', label: 'Price', settings: { currencyCode: 'USD' } },
            {
              name: 'maker',
              type: 'RELATION',
              inverse: { icon: 'IconBox' },
              settings: {
                relationType: 'MANY_TO_ONE',
                relationTargetObject: 'company',
                onDelete: 'CASCADE',
              },
            },
          ],
        },
        { nameSingular: 'company', fields: [{ name: 'name', label: 'Called' }] },
      ],
    });
  });

  test('do not compile with what cannot be', () => {
    const options = [{ value: 'a', label: 'A' }] as const;
    select({ options, defaultValue: 'a' });
    // @ts-expect-error no such option
    select({ options, defaultValue: 'b' });
    // @ts-expect-error not a setting of TEXT
    text({ currencyCode: 'USD' });
    // @ts-expect-error text is no number
    text({ maxLength: '80' });
    defineBlueprint({ objects: { a: { namePlural: 'as', fields: { b: manyToOne('task') } } } });
    defineBlueprint({ objects: { a: { namePlural: 'as', fields: { b: manyToMany('a') } } } });
    // @ts-expect-error no such object
    defineBlueprint({ objects: { a: { namePlural: 'as', fields: { b: manyToOne('c') } } } });
    // @ts-expect-error a custom object has a plural
    defineBlueprint({ objects: { a: {} } });
    // @ts-expect-error no such property
    defineBlueprint({ objects: { a: { namePlural: 'as', colour: 'red' } } });
    expect(defineBlueprint({})).toEqual({});
  });

  test('do not compile with rights to what is not there', () => {
    const objects = {
      shop: { namePlural: 'shops', fields: { name: text() } },
      sale: {
        namePlural: 'sales',
        fields: { title: text(), shop: manyToOne('shop'), owner: manyToOne('workspaceMember') },
      },
    } as const;
    const ownSales = {
      or: [{ ownerId: { eq: '$currentWorkspaceMember' } }, { title: { is: 'NULL' } }],
    };
    expect(
      defineBlueprint({
        roles: [
          {
            name: 'Clerk',
            canDestroyAllObjectRecords: false,
            objectPermissions: [
              { object: 'sale', canCreateObjectRecords: true, canReadObjectRecords: null },
              { object: 'company', canReadObjectRecords: false },
            ],
            fieldPermissions: [
              { field: 'sale.title', canUpdateFieldValue: false },
              { field: 'shop.sales', canReadFieldValue: false },
              { field: 'person.email', canReadFieldValue: false },
            ],
            rowPermissions: [{ object: 'sale', readFilter: ownSales, updateFilter: null }],
          },
        ],
        objects,
      }).roles,
    ).toHaveLength(1);
    const rights = <const T>(value: T) => value;
    const noObject = rights([{ object: 'sales' }]);
    // @ts-expect-error no such object
    defineBlueprint({ objects, roles: [{ name: 'R', objectPermissions: noObject }] });
    const noName = rights([{ field: 'sale.name' }]);
    // @ts-expect-error no such field
    defineBlueprint({ objects, roles: [{ name: 'R', fieldPermissions: noName }] });
    const noSell = rights([{ field: 'sell.title' }]);
    // @ts-expect-error no such object of a field
    defineBlueprint({ objects, roles: [{ name: 'R', fieldPermissions: noSell }] });
    const noField = rights([{ object: 'sale', readFilter: { name: { eq: 'x' } } }]);
    // @ts-expect-error no such field to filter by
    defineBlueprint({ objects, roles: [{ name: 'R', rowPermissions: noField }] });
    const byRelation = rights([{ object: 'sale', readFilter: { shop: { eq: 'x' } } }]);
    // @ts-expect-error a relation is compared by its id
    defineBlueprint({ objects, roles: [{ name: 'R', rowPermissions: byRelation }] });
    const noOperator = rights([{ object: 'sale', readFilter: { title: { equals: 'x' } } }]);
    // @ts-expect-error no such operator
    defineBlueprint({ objects, roles: [{ name: 'R', rowPermissions: noOperator }] });
    // @ts-expect-error no such right
    defineBlueprint({ objects, roles: [{ name: 'R', canFly: true }] });
    const junction = [{ name: 'R', objectPermissions: [{ object: 'saleShop' }] }] as const;
    // @ts-expect-error no junction object comes along
    defineBlueprint({ objects, roles: junction });
    defineBlueprint({
      objects: { ...objects, mall: { namePlural: 'malls', fields: { shops: manyToMany('shop') } } },
      roles: [{ name: 'R', objectPermissions: [{ object: 'mallShop' }] }],
    });
  });
});
