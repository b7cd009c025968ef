/*
 * lock_tables: validate -> plan -> emit -> APPLY -> log
 *
 * Locks the tables that exist and that statements are about to change, so that
 * waiting ends in one place, in words that say what to do. A waiting ALTER TABLE
 * holds up every reader behind it, hence the short lock timeout; a comment alone
 * waits for no reader or writer, and holds up none. A name that a table gets on the
 * way is not there yet, and needs no lock.
 *
 * Expects: statements of the emit pass.
 * Raises:  55P03 when a table is in use for longer than the lock timeout.
 * Test:    test/functions/40-apply/lock_tables.tap.sql
 */
create or replace function compiler.lock_tables(p_statements compiler.statement[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $lock_tables$
declare
  v_statement compiler.statement;
  v_made      text[] := '{}';   -- tables that the statements themselves make
  v_tables    text[] := '{}';
  v_commented text[] := '{}';
  v_targets   text[] := '{}';
  v_locks     text;
begin
  foreach v_statement in array p_statements loop
    if v_statement.type = 'CREATE_OBJECT' then
      v_made := v_made || v_statement.table_name;
    elsif v_statement.table_name <> all (v_made || v_tables) and to_regclass(v_statement.table_name) is not null then
      if v_statement.sql ~ '^comment on (column|table) ' then
        v_commented := array_remove(v_commented, v_statement.table_name) || v_statement.table_name;
      else
        v_tables := v_tables || v_statement.table_name;
      end if;
    end if;
    if v_statement.target_table <> all (v_made || v_targets) then
      v_targets := v_targets || v_statement.target_table;
    end if;
  end loop;
  -- %s is safe here: the emit pass quoted the tables. The other end of a foreign key stays readable.
  v_locks := concat_ws('; ',
    'lock table ' || nullif(array_to_string(v_tables, ', '), ''),
    -- After the others, which it does not lock any less.
    'lock table ' || nullif(array_to_string(v_commented, ', '), '') || ' in share update exclusive mode',
    'lock table ' || nullif(array_to_string(v_targets, ', '), '') || ' in share row exclusive mode');
  if v_locks <> '' then
    execute v_locks;
  end if;
exception
  when lock_not_available then
    raise exception 'a table of the workspace is in use'
      using errcode = '55P03',
            detail  = 'Another transaction held it for longer than 2 seconds. Nothing was changed.',
            hint    = 'Try again.';
end;
$lock_tables$;

comment on function compiler.lock_tables is 'Apply pass: locks the tables that DDL is about to change.';

revoke all on function compiler.lock_tables from public;
