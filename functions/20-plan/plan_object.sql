/*
 * plan_object: validate -> PLAN -> emit -> apply -> log
 *
 * A new object is a table with the guide's three standard indexes.
 *
 * Expects: a valid row; the rights of plan_grants(); the roles that its policy is for.
 * Returns: CREATE_OBJECT, then its CREATE_INDEX operations.
 * Test:    test/functions/20-plan/plan_object.tap.sql
 */
create or replace function compiler.plan_object(p_object core."objectMetadata", p_grants jsonb, p_roles text[])
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_object$
declare
  v_table  compiler.operation;
  v_index  compiler.operation;
  v_result compiler.operation[];
  v_column text;
begin
  v_table.type := 'CREATE_OBJECT';
  v_table.object_id := p_object.id;
  v_table.table_name := p_object."nameSingular";
  v_table.is_new_table := true;
  v_table.grants := p_grants;
  v_table.roles := p_roles;
  v_table.comment := compiler.smart_comment('@plural ' || p_object."namePlural", p_object.description);
  v_result := array[v_table];

  v_index.type := 'CREATE_INDEX';
  v_index.object_id := p_object.id;
  v_index.table_name := p_object."nameSingular";
  foreach v_column in array array['deletedAt', 'createdAt', 'updatedAt'] loop
    v_index.name := compiler.index_name(p_object."nameSingular", v_column);
    v_index.columns := array[quote_ident(v_column)];
    v_index.data_type := 'btree';
    -- The guide's index on deletedAt finds the deleted records, the others the live ones.
    v_index.check_expression := case when v_column <> 'deletedAt' then '"deletedAt" is null' end;
    v_result := v_result || v_index;
  end loop;
  return v_result;
end;
$plan_object$;

comment on function compiler.plan_object is 'Plan pass: the operations of a new object.';

revoke all on function compiler.plan_object from public;
