/*
 * Random data models with every type, every kind of relation and all permissions: applied, exported as
 * code, compiled, loaded and applied to another workspace, they are the same, byte for byte.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Blueprint } from '../../../scripts/blueprints/blueprint.ts';
import { blueprintCode } from '../../../scripts/blueprints/code.ts';
import { compilerErrors, EVERY_FLAG } from '../../client/compile.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { HOSTILE, isLabel } from '../../support/hostile.ts';
import { createWorkspace } from '../../support/workspaces.ts';

const RUNS = 12;
const OBJECTS = ['crate', 'class', 'constructor', 'then', 'shelf'];
const LABEL = fc.constantFrom('Plain', "it's", ...Object.values(HOSTILE).filter(isLabel));
const OPTIONS = ["it's", '"so"', '\\', '🦊', '1', 'null', '*/'].map((value) => ({
  value,
  label: value,
}));
const PLAIN = [
  { type: 'TEXT', settings: { maxLength: 80 }, defaultValue: `'"\\\n\`` },
  { type: 'TEXT', isUnique: true },
  { type: 'NUMBER', settings: { precision: 9, scale: 2, min: -1, max: 1.5 }, defaultValue: 0.5 },
  { type: 'NUMBER', settings: { dataType: 'bigint' } },
  { type: 'BOOLEAN', isNullable: false, defaultValue: true },
  { type: 'DATE', defaultValue: 'today' },
  { type: 'DATE_TIME', defaultValue: 'now' },
  { type: 'SELECT', settings: { options: OPTIONS }, defaultValue: "it's" },
  { type: 'MULTI_SELECT', settings: { options: OPTIONS }, defaultValue: ['"so"', '\\'] },
  { type: 'EMAIL', isUnique: true },
  { type: 'PHONE' },
  { type: 'URL' },
  { type: 'RATING', settings: { max: 3 } },
  { type: 'CURRENCY', settings: { currencyCode: 'EUR', precision: 9, scale: 2 } },
  { type: 'TEXT', settings: { permissions: { ADMIN: ['READ', 'WRITE'], Clerk: ['READ'] } } },
  { type: 'NUMBER', settings: { accessLevel: 'MANAGER' } },
];
const KINDS = ['MANY_TO_ONE', 'ONE_TO_MANY', 'ONE_TO_ONE', 'MANY_TO_MANY'];

/** A field name says its place: unique within the object, and so are the inverses. */
const objectOf = (name: string, others: readonly string[]) =>
  fc
    .record({
      labelSingular: LABEL,
      description: fc.option(LABEL),
      plain: fc.subarray(PLAIN, { minLength: 1 }),
      relations: fc.array(
        fc.record({
          relationType: fc.constantFrom(...KINDS),
          relationTargetObject: fc.constantFrom(...others, 'company'),
          relationTargetFieldLabel: LABEL,
        }),
        { maxLength: 3 },
      ),
    })
    .map(({ plain, relations, ...given }) => ({
      nameSingular: name,
      namePlural: `${name}All`,
      ...given,
      fields: [
        ...plain.map((field, place) => ({ name: `field${place}`, ...field })),
        ...relations.map((settings, place) => ({
          name: `relation${place}`,
          type: 'RELATION',
          settings: {
            ...settings,
            relationTargetFieldName: `inverse${name}${place}`,
            ...(settings.relationType === 'MANY_TO_MANY' && {
              junctionObjectName: `${name}Link${place}`,
            }),
          },
        })),
      ],
    }));

const RIGHT = fc.option(fc.boolean());
const ROLE = fc
  .record({
    canReadAllObjectRecords: fc.boolean(),
    canUpdateAllObjectRecords: fc.constant(false),
    canSoftDeleteAllObjectRecords: fc.constant(false),
    canDestroyAllObjectRecords: fc.constant(false),
    description: fc.option(LABEL),
    read: fc.dictionary(fc.constantFrom(...OBJECTS.slice(0, 3), 'company'), RIGHT),
    field: RIGHT,
  })
  .map(({ read, field, ...role }) => ({
    name: 'Clerk',
    ...role,
    objectPermissions: Object.entries(read).map(([object, canReadObjectRecords]) => ({
      object,
      canReadObjectRecords,
      canUpdateObjectRecords: canReadObjectRecords,
    })),
    fieldPermissions: [
      { field: 'crate.field0', canReadFieldValue: field, canUpdateFieldValue: false },
    ],
    rowPermissions: [
      { object: 'crate', readFilter: { createdAt: { gte: '2026-01-01T00:00:00Z' } } },
      {
        object: 'company',
        updateFilter: { or: [{ name: { ilike: "it's%" } }, { employees: { gt: 3 } }] },
      },
    ],
  }));

const BLUEPRINT: fc.Arbitrary<Blueprint> = fc
  .tuple(ROLE, ...OBJECTS.map((name, place) => objectOf(name, OBJECTS.slice(0, place + 1))))
  .map(([role, ...objects]) => ({ objects, roles: [role] }) as unknown as Blueprint);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function exported(id: string): Promise<string> {
  const [row] = await database.query<{ text: string }>(
    'select core.export_blueprint($1)::text as text',
    [id],
  );
  return row?.text ?? '';
}

async function apply(id: string, blueprint: unknown): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select core.apply_blueprint($1, $2) as count',
    [id, JSON.stringify(blueprint)],
  );
  return row?.count ?? -1;
}

test('any of them, there and back', async () => {
  const folder = fs.mkdtempSync(path.join(import.meta.dirname, 'code-'));
  try {
    const blueprints = fc.sample(BLUEPRINT, { numRuns: RUNS, seed: 7 });
    const texts: string[] = [];
    for (const [place, blueprint] of blueprints.entries()) {
      const { id } = await createWorkspace(database, `first${place}`);
      await apply(id, blueprint);
      expect(await apply(id, blueprint)).toBe(0);
      const text = await exported(id);
      texts.push(text);
      fs.writeFileSync(
        path.join(folder, `blueprint${place}.ts`),
        blueprintCode(JSON.parse(text) as Blueprint),
      );
    }
    const all = path.join(folder, 'all.ts');
    fs.writeFileSync(
      all,
      texts
        .map((_, place) => `export { default as b${place} } from './blueprint${place}.ts';`)
        .join('\n'),
    );
    const flags = EVERY_FLAG.filter(
      (flag) => !['--declaration', '--isolatedDeclarations'].includes(flag),
    );
    expect(compilerErrors(all, '--types', 'node', ...flags, '--skipLibCheck')).toEqual([]);
    for (const [place, text] of texts.entries()) {
      const { default: given } = await import(path.join(folder, `blueprint${place}.ts`));
      expect(JSON.parse(JSON.stringify(given))).toEqual(JSON.parse(text));
      const { id } = await createWorkspace(database, `second${place}`);
      await apply(id, given);
      expect(await exported(id)).toBe(text);
      expect(await apply(id, given)).toBe(0);
      expect(blueprintCode(JSON.parse(await exported(id)) as Blueprint)).toBe(
        fs.readFileSync(path.join(folder, `blueprint${place}.ts`), 'utf8'),
      );
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
