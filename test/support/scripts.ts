/*
 * What the apply pass executes: merge_statements() makes one script of a change; here each is kept, in
 * a table of the test database.
 */
import type { TestDatabase } from './database.ts';

/** Begins to record; answers how to read the scripts since the last reading. */
export async function recordScripts(database: TestDatabase): Promise<() => Promise<string[]>> {
  await database.query(`
    create table public.executed (id bigint generated always as identity, script text);
    alter table public.executed owner to compiler;
    alter function compiler.merge_statements rename to merge_statements_recorded;
    create function compiler.merge_statements(p_statements compiler.statement[]) returns text
      language plpgsql as $record$
      declare
        v_script text := compiler.merge_statements_recorded(p_statements);
      begin
        insert into public.executed (script) values (v_script);
        return v_script;
      end
      $record$;
    alter function compiler.merge_statements owner to compiler`);
  return async () => {
    const rows = await database.query<{ script: string }>(
      'with d as (delete from public.executed returning *) select script from d order by id',
    );
    return rows.map(({ script }) => script);
  };
}
