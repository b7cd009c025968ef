/*
 * The demo workspace: what the first start seeds, all of it or nothing, once.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDemo } from '../../../scripts/demo/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

describe('seedDemo', () => {
  let database: TestDatabase;
  let schema: string;

  const records = async <Row extends object>(select: string): Promise<Row[]> =>
    database.query(select.replace(/acme\./g, `${schema}.`));

  beforeAll(async () => {
    database = await createTestDatabase();
    expect(await seedDemo(database.url)).toBe(true);
    const rows = await database.query<{ schemaName: string }>(
      `select "schemaName" from core.workspace where subdomain = 'acme' and "displayName" = 'Acme'`,
    );
    schema = rows[0]?.schemaName ?? '';
  });
  afterAll(() => database.drop());

  test('is done once', async () => {
    expect(await seedDemo(database.url)).toBe(false);
    expect(await database.query('select subdomain from core.workspace')).toEqual([
      { subdomain: 'acme' },
    ]);
  });

  test('gives the e-commerce fields the guide’s labels, and makes the missing ones', async () => {
    const rows = await database.query(
      `select o."nameSingular" as object, string_agg(f.label, ', ' order by f.ordinal) as labels
         from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId"
        where o."nameSingular" in ('product', 'order', 'orderItem')
          and f.settings ->> 'relationType' is distinct from 'ONE_TO_MANY'
        group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { object: 'order', labels: 'Customer' },
      { object: 'orderItem', labels: 'Order, Product, Quantity, Unit Price' },
      { object: 'product', labels: 'Product Name, Price, Category, In Stock, Tags' },
    ]);
  });

  test.each(['company', 'person', 'opportunity', 'task', 'note', 'product', 'order'])(
    '%s has live records and some in the trash',
    async (table) => {
      const rows = await records<{ live: number; trash: number }>(
        `select count(*) filter (where "deletedAt" is null)::int as live, count("deletedAt")::int as trash
         from acme."${table}"`,
      );
      expect(rows[0]?.live).toBeGreaterThan(20);
      expect(rows[0]?.trash).toBeGreaterThan(0);
    },
  );

  test('products are in all categories, with prices, and tags of every kind', async () => {
    const rows = await records(
      `select p.category, count(*)::int as products, bool_and((p.price ->> 'amount')::numeric > 0) as priced,
              (select count(distinct t.tag)::int from acme.product q, unnest(q.tags) t (tag)
                where q.category = p.category) as tags
         from acme.product p group by p.category order by p.category`,
    );
    expect(rows).toEqual(
      ['books', 'clothing', 'electronics'].map((category) => ({
        category,
        products: 12,
        priced: true,
        tags: 3,
      })),
    );
  });

  test('every order has a customer and items at the price of their product', async () => {
    const rows = await records(
      `select (select count(*)::int from acme."order" o where o."customerId" is null
                or not exists (select from acme."orderItem" i where i."orderId" = o.id)) as incomplete,
              (select count(*)::int from acme."orderItem" i join acme.product p on p.id = i."productId"
                where i."unitPrice" <> p.price or i.quantity < 1) as wrong`,
    );
    expect(rows).toEqual([{ incomplete: 0, wrong: 0 }]);
  });

  test('each role has a user, a membership and the member’s record', async () => {
    const rows = await records(
      `select r.name as role, u.email = w.email and u."firstName" = w."firstName" as same
         from core."userWorkspace" m
         join core."user" u on u.id = m."userId"
         join core.role r on r.id = m."roleId"
         join acme."workspaceMember" w on w.id = m.id
        order by r.name`,
    );
    expect(rows).toEqual([
      { role: 'ADMIN', same: true },
      { role: 'MANAGER', same: true },
      { role: 'USER', same: true },
    ]);
  });
});

test('a seed that fails half-way leaves nothing, and the next one is whole', async () => {
  const database = await createTestDatabase();
  try {
    await database.query(`insert into core."user" (email) values ('uma@acme.example')`);
    await expect(seedDemo(database.url)).rejects.toMatchObject({ code: '23505' });
    expect(
      await database.query(
        `select (select count(*)::int from core.workspace) as workspaces,
                (select count(*)::int from core."objectMetadata") as objects,
                (select count(*)::int from pg_namespace where nspname like 'workspace\\_%') as schemas`,
      ),
    ).toEqual([{ workspaces: 0, objects: 0, schemas: 0 }]);
    await database.query('delete from core."user"');
    expect(await seedDemo(database.url)).toBe(true);
  } finally {
    await database.drop();
  }
});

test('two first starts at once seed one workspace', async () => {
  const database = await createTestDatabase();
  try {
    const done = await Promise.all([seedDemo(database.url), seedDemo(database.url)]);
    expect(done.toSorted()).toEqual([false, true]);
  } finally {
    await database.drop();
  }
});
