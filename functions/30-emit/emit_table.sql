/*
 * emit_table: validate -> plan -> EMIT -> apply -> log
 *
 * A table with the columns that every object has, its trigger, and both walls:
 * rights and row-level security.
 *
 * Expects: a CREATE_OBJECT operation; the workspace's schema.
 * Returns: CREATE TABLE; clause holds the system columns, remainder what follows
 *          the table, so that the columns of new fields can be merged in between.
 * Test:    test/functions/30-emit/emit_table.tap.sql
 */
create or replace function compiler.emit_table(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_table$
declare
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.ids := jsonb_build_object('objectId', p_operation.object_id);
  v_result.table_name := format('%I.%I', p_schema_name, p_operation.table_name);
  v_result.clause := format(
    'id uuid constraint %I primary key default gen_random_uuid(), '
    '"createdAt" timestamptz not null default now(), '
    '"updatedAt" timestamptz not null default now(), '
    '"deletedAt" timestamptz, '
    '"position" double precision not null default 0',
    compiler.id_name('pk', p_operation.object_id));
  v_result.remainder := concat_ws('; ',
    -- Not while the compiler rewrites values: a conversion is nobody's edit.
    format('create trigger set_updated_at before update on %s for each row '
      'when (current_user <> ''compiler'') execute function core.set_updated_at()', v_result.table_name),
    compiler.emit_policy(p_operation, v_result.table_name),
    compiler.emit_grants(p_operation.grants, v_result.table_name),
    format('comment on table %s is %L', v_result.table_name, p_operation.comment));
  v_result.sql := format('create table %s (%s); %s', v_result.table_name, v_result.clause, v_result.remainder);
  return v_result;
end;
$emit_table$;

comment on function compiler.emit_table is 'Emit pass: CREATE TABLE of an object.';

revoke all on function compiler.emit_table from public;
