/*
 * plan_field: validate -> PLAN -> emit -> apply -> log
 *
 * A new field is a column, and an index where the guide has one: a partial one
 * on a SELECT, a BOOLEAN or a to-one relation, a text search on a TEXT, a unique
 * one over live records where the field asks for it.
 *
 * Expects: a valid row; its object's table and whether that is new.
 * Returns: CREATE_FIELD, then at most one CREATE_INDEX; nothing for the list
 *          side of a relation, whose column is on the other table.
 * Test:    test/functions/20-plan/plan_field.tap.sql
 */
create or replace function compiler.plan_field(
  p_field core."fieldMetadata", p_table_name text, p_is_new_table boolean)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_field$
declare
  v_column compiler.operation;
  v_index  compiler.operation;
begin
  if not compiler.has_column(p_field.type, p_field.settings) then
    return '{}';
  end if;

  v_column.type := 'CREATE_FIELD';
  v_column.object_id := p_field."objectMetadataId";
  v_column.field_id := p_field.id;
  v_column.table_name := p_table_name;
  v_column.is_new_table := p_is_new_table;
  v_column.name := p_field.name || case when p_field.type = 'RELATION' then 'Id' else '' end;
  v_column.data_type := compiler.column_type(p_field.type, p_field.settings);
  if p_field."defaultValue" is not null then
    v_column.default_value := compiler.default_expression(p_field.type, p_field."defaultValue");
  end if;
  -- What is hidden cannot be given a value.
  v_column.is_nullable := p_field."isNullable" or p_field."isActive" is false;
  v_column.check_expression := compiler.check_expression(quote_ident(v_column.name), p_field.type, p_field.settings);
  v_column.comment := compiler.smart_comment(
    concat_ws(E'\n', '@fieldType ' || p_field.type,
      case when p_field.type = 'CURRENCY' then '@currencyCode ' || (p_field.settings ->> 'currencyCode') end),
    p_field.description);

  if p_field."isUnique" or p_field.type in ('TEXT', 'SELECT', 'BOOLEAN', 'RELATION') then
    v_index.type := 'CREATE_INDEX';
    v_index.object_id := p_field."objectMetadataId";
    v_index.field_id := p_field.id;
    v_index.table_name := p_table_name;
    -- ONE_TO_ONE: a live record is the other's only one.
    v_index.is_unique := p_field."isUnique" or (p_field.type = 'RELATION' and p_field.settings ->> 'relationType' = 'ONE_TO_ONE');
    if p_field.type = 'TEXT' and not p_field."isUnique" then
      v_index.name := compiler.index_name(p_table_name, p_field.name || '_search');
      v_index.columns := array[format($$to_tsvector('english', %I)$$, v_column.name)];
      v_index.data_type := 'gin';
    else
      v_index.name := compiler.index_name(p_table_name,
        v_column.name || case when v_index.is_unique then '_unique' else '' end);
      v_index.columns := array[quote_ident(v_column.name)];
      v_index.data_type := 'btree';
      v_index.check_expression := '"deletedAt" is null';
    end if;
    return array[v_column, v_index];
  end if;
  return array[v_column];
end;
$plan_field$;

comment on function compiler.plan_field is 'Plan pass: the operations of a new field.';

revoke all on function compiler.plan_field from public;
