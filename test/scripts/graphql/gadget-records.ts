/*
 * Two hundred gadgets with nulls, empty values, duplicates, numbers beyond a double, two currencies and
 * soft-deleted records, put in by SQL; three companies, of which one made none.
 */
import type { Gadgets } from './gadgets.ts';

export async function insertGadgets({ api, schema }: Gadgets): Promise<void> {
  await api.database.query(`
    insert into ${schema}.company (name, position) select 'Company ' || i, i from generate_series(1, 3) i`);
  await api.database.query(`
    insert into ${schema}.gadget (
      name, code, size, weight, serial, ratio, "isNew", "madeOn", "checkedAt",
      kind, marks, price, cost, stars, email, "makerId", "deletedAt", "createdAt")
    select
      (array['', 'a', 'b', 'B'])[i % 4 + 1],
      case when i % 5 > 0 then 'code ' || i when i = 5 then '' end,
      case when i % 7 > 0 then i % 11 end,
      case when i % 6 > 0 then (i % 9 || '.5')::numeric * 12345678901234567890 end,
      case when i % 9 > 0 then 9223372036854775000 + i % 20 end,
      case when i % 4 > 0 then i % 10 / 8.0 end,
      (array[null, true, true, false])[i % 4 + 1],
      case when i % 3 > 0 then date '2024-02-29' + i % 5 end,
      case when i % 8 > 0 then timestamptz '2024-02-29 12:00:00.123456Z' + i % 4 * interval '1 hour' end,
      (array[null, 'A', 'B'])[i % 3 + 1],
      (array[null, '{}', '{A}', '{A,B}', '{B,A}'])[i % 5 + 1]::varchar[],
      case when i % 5 > 0 then jsonb_build_object(
        'amount', (i % 4 || '.10')::numeric * 1000000000000000000,
        'currency', (array['EUR', 'USD'])[i % 2 + 1]) end,
      null,
      case when i % 10 > 0 then i % 5 + 1 end,
      case when i % 2 > 0 then i % 3 || '@example.com' end,
      (select id from ${schema}.company where name = 'Company ' || i % 3),
      case when i % 13 = 0 then now() end,
      timestamptz '2025-01-01Z' + i * interval '1 minute'
    from generate_series(1, 200) i`);
}
