/*
 * merge_statements: validate -> plan -> emit -> APPLY -> log
 *
 * What is executed may differ from what is logged: the columns of a new table
 * stand in its CREATE TABLE, those of an existing one share one ALTER TABLE.
 * Constraints on an existing table stay one ALTER each.
 *
 * Expects: statements of the emit pass; the columns of one table follow one
 *          another, foreign keys come last.
 * Returns: one script, to be run as it is.
 * Test:    test/functions/40-apply/merge_statements.tap.sql
 */
create or replace function compiler.merge_statements(p_statements compiler.statement[])
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $merge_statements$
declare
  v_statement compiler.statement;
  v_script    text[] := '{}';
  v_tail      text[] := '{}';    -- indexes and foreign keys, after all columns
  v_table     text;              -- the table whose columns are being collected
  v_is_new    boolean;
  v_clauses   text[];
  v_after     text[];
begin
  foreach v_statement in array p_statements || null::compiler.statement loop
    if v_statement.type in ('CREATE_INDEX', 'CREATE_RELATION') then
      v_tail := v_tail || v_statement.sql;
      continue;
    end if;
    if v_table is not null and (v_statement.table_name is distinct from v_table
      or v_statement.type not in ('CREATE_OBJECT', 'CREATE_FIELD'))
    then
      v_script := v_script
        || case
             when v_is_new then format('create table %s (%s)', v_table, array_to_string(v_clauses, ', '))
             else format('alter table %s add column %s', v_table, array_to_string(v_clauses, ', add column '))
           end
        || v_after;
      v_table := null;
    end if;

    case v_statement.type
      when 'CREATE_OBJECT' then
        v_table := v_statement.table_name;
        v_is_new := true;
        v_clauses := array[v_statement.clause];
        v_after := array[v_statement.remainder];
      when 'CREATE_FIELD' then
        if v_table is null then
          v_table := v_statement.table_name;
          v_is_new := false;
          v_clauses := '{}';
          v_after := '{}';
        end if;
        if v_is_new then
          v_clauses := v_clauses || concat_ws(' ', v_statement.clause, v_statement.constraint_clause);
        else
          v_clauses := v_clauses || v_statement.clause;
          v_after := v_after || ('alter table ' || v_table || ' add ' || v_statement.constraint_clause);
        end if;
        v_after := v_after || v_statement.remainder;
      else
        v_script := v_script || v_statement.sql;
    end case;
  end loop;
  return array_to_string(v_script || v_tail, E';\n');
end;
$merge_statements$;

comment on function compiler.merge_statements is 'Apply pass: the script that is run for the statements that are logged.';

revoke all on function compiler.merge_statements from public;
