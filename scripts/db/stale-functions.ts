/*
 * Dropping functions of ours that are no longer wanted. Whatever hangs on one and comes from a file
 * too (a trigger, a function whose parsed body calls it) goes along and is loaded again; what comes
 * from a migration (a policy, a default, a view) or from the compiler (a workspace's trigger or
 * constraint) is never touched.
 */
import type pg from 'pg';
import { userError } from '../errors.ts';

interface Dependent {
  readonly repeatable: boolean;
  readonly description: string;
}

/** Oids of the functions in our schemas by `schema.name`; what belongs to an extension is not ours. */
export async function functionsByName(client: pg.ClientBase): Promise<Map<string, number[]>> {
  const { rows } = await client.query<{ name: string; oids: number[] }>(
    `select n.nspname || '.' || p.proname as name, array_agg(p.oid::integer order by p.oid) as oids
       from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('core', 'compiler')
        and not exists (select from pg_catalog.pg_depend d
                         where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid
                           and d.deptype = 'e')
      group by 1 order by 1`,
  );
  return new Map(rows.map(({ name, oids }) => [name, oids]));
}

/** Drops a function; answers whether others went with it. Refused where a migration's object needs it. */
export async function dropFunction(client: pg.ClientBase, oid: number): Promise<boolean> {
  const others = await dependents(client, oid);
  const fixed = others.find(({ repeatable }) => !repeatable);
  if (fixed !== undefined) {
    const name = await signature(client, oid);
    throw userError(
      `${name} must be replaced, but ${fixed.description} depends on it: a migration has to.`,
    );
  }
  await drop(client, oid);
  return others.length > 0;
}

/** Drops a function unless a migration's object needs it. */
export async function dropUnlessUsed(
  client: pg.ClientBase,
  oid: number,
): Promise<{ dropped: boolean; tookOthers: boolean }> {
  const others = await dependents(client, oid);
  if (others.some(({ repeatable }) => !repeatable)) return { dropped: false, tookOthers: false };
  await drop(client, oid);
  return { dropped: true, tookOthers: others.length > 0 };
}

async function dependents(client: pg.ClientBase, oid: number): Promise<Dependent[]> {
  const { rows } = await client.query<Dependent>(
    `with recursive dependent (classid, objid) as (
       select 'pg_catalog.pg_proc'::regclass::oid, $1::oid
       union
       select d.classid, d.objid
         from pg_catalog.pg_depend d
         join dependent r on d.refclassid = r.classid and d.refobjid = r.objid
        where d.deptype in ('n', 'a', 'i')
     )
     select classid = 'pg_catalog.pg_proc'::regclass
              -- A workspace's own triggers come from the compiler, not from a file.
              or exists (select from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
                          where classid = 'pg_catalog.pg_trigger'::regclass and t.oid = objid
                            and c.relnamespace = to_regnamespace('core')) as repeatable,
            pg_catalog.pg_describe_object(classid, objid, 0) as description
       from dependent
      where (classid, objid) <> ('pg_catalog.pg_proc'::regclass, $1::oid)`,
    [oid],
  );
  return rows;
}

async function drop(client: pg.ClientBase, oid: number): Promise<void> {
  // It may have gone with another one already.
  const name = await signature(client, oid);
  if (name !== undefined) await client.query(`drop routine ${name} cascade`);
}

async function signature(client: pg.ClientBase, oid: number): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I(%s)', n.nspname, p.proname,
                   pg_catalog.pg_get_function_identity_arguments(p.oid)) as name
       from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where p.oid = $1`,
    [oid],
  );
  return rows[0]?.name;
}
