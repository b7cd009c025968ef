/*
 * How records are spread over objects, and in which order these are written.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planSeed, spread } from '../../../scripts/seed/plan.ts';
import type { Model, ModelField, ModelObject } from '../../../scripts/workspaces/model.ts';

/** A relation as `order.customer -> company`; `!` is one that may not be null. */
function model(names: readonly string[], relations: readonly string[]): Model {
  const parsed = relations.map((text) => {
    const [, to = '', field = '', mark, from = ''] = /^(\w+)\.(\w+)(!)? -> (\w+)$/.exec(text) ?? [];
    return { to, field, from, isNullable: mark === undefined };
  });
  const objects = names.map((name): ModelObject => {
    const fields = parsed
      .filter(({ to }) => to === name)
      .map(
        ({ field, isNullable }): ModelField => ({
          id: `${name}.${field}`,
          name: field,
          label: field,
          type: 'RELATION',
          column: `${field}Id`,
          isNullable,
          isUnique: false,
          isActive: true,
          settings: {},
        }),
      );
    return {
      id: name,
      name,
      label: name,
      isCustom: true,
      isActive: name !== 'inactive',
      labelFieldId: null,
      fields,
      uniqueIndexes: [],
    };
  });
  return {
    objects,
    relations: parsed.map(({ to, field, from }, place) => ({
      id: String(place),
      type: 'ONE_TO_MANY',
      fromObjectId: from,
      fromFieldId: '',
      toObjectId: to,
      toFieldId: `${to}.${field}`,
    })),
  };
}

const REQUEST = { records: 130, objects: [], filled: new Set<string>() };

function shares(planned: ReturnType<typeof planSeed>): [string, number][] {
  return planned.map(({ object, count }) => [object.name, count]);
}

test('what is pointed to comes first, and what points to it is three times as much', () => {
  const shop = model(
    ['orderItem', 'order', 'company'],
    ['orderItem.order -> order', 'order.customer -> company'],
  );
  expect(shares(planSeed(shop, REQUEST))).toEqual([
    ['company', 11],
    ['order', 30],
    ['orderItem', 89],
  ]);
});

test('an object that points to itself waits for nobody', () => {
  const [task] = planSeed(model(['task'], ['task.parent! -> task']), REQUEST);
  expect(task?.references.map(({ isLate }) => isLate)).toEqual([false]);
});

test('in a circle a relation that may be null is filled later', () => {
  const circle = model(['team', 'person'], ['team.lead -> person', 'person.team! -> team']);
  const planned = planSeed(circle, REQUEST);
  expect(planned.map(({ object }) => object.name)).toEqual(['team', 'person']);
  expect(planned.map(({ references }) => references[0]?.isLate)).toEqual([true, false]);
});

test('a circle without such a relation is refused, unless there are records to begin with', () => {
  const circle = model(['a', 'b'], ['a.b! -> b', 'b.a! -> a']);
  expect(() => planSeed(circle, REQUEST)).toThrow(/Records of a, b each need another/);
  const planned = planSeed(circle, { ...REQUEST, filled: new Set(['b']) });
  expect(planned.map(({ object }) => object.name)).toEqual(['a', 'b']);
});

test('objects that are switched off are left out unless they are named', () => {
  const both = model(['inactive', 'active'], []);
  expect(planSeed(both, REQUEST).map(({ object }) => object.name)).toEqual(['active']);
  expect(shares(planSeed(both, { ...REQUEST, objects: ['inactive'] }))).toEqual([
    ['inactive', 130],
  ]);
  expect(() => planSeed(model(['inactive'], []), REQUEST)).toThrow(/no active object/);
});

test('an unknown object is refused with those that there are', () => {
  expect(() => planSeed(model(['a', 'b'], []), { ...REQUEST, objects: ['c'] })).toThrow(
    'The workspace has no object "c": it has a, b.',
  );
});

test('spread() gives away everything, and something to each while it lasts', () => {
  expect(spread(2, [1, 1, 1])).toEqual([1, 1, 0]);
  fc.assert(
    fc.property(
      fc.nat({ max: 10_000 }),
      fc.array(fc.constantFrom(1, 3, 9, 27), { minLength: 1, maxLength: 30 }),
      (total, weights) => {
        const counts = spread(total, weights);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(total);
        if (total >= weights.length) expect(Math.min(...counts)).toBeGreaterThan(0);
      },
    ),
  );
});
