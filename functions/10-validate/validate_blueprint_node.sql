/*
 * validate_blueprint_node: VALIDATE -> plan -> emit -> apply -> log
 *
 * The shape of one JSON object of a blueprint: its keys and the JSON types of
 * their values.
 *
 * Expects: its place in the document ('' for the whole); what stands there; the
 *          keys it takes, each with a JSON type or "any": with ! it has to be
 *          there, with ? it may be null.
 * Returns: every fault (MC702). Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint_node.tap.sql
 */
create or replace function compiler.validate_blueprint_node(p_place text, p_node jsonb, p_keys jsonb)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_blueprint_node$
declare
  v_faults compiler.fault[] := '{}';
  v_entry  record;
  v_needed text;
begin
  if jsonb_typeof(p_node) is distinct from 'object' then
    return array[compiler.blueprint_fault(p_place, p_node, 'give a JSON object')];
  end if;
  for v_entry in
    select key, p_node -> key as value, ltrim(p_place || '.' || key, '.') as place,
      p_keys ->> key as kind, rtrim(p_keys ->> key, '!?') as type
    from (select jsonb_object_keys(p_node || p_keys)) k (key)
    order by key
  loop
    v_needed := case
      when v_entry.kind is null then 'leave it out: there is '
        || coalesce((select string_agg(k, ', ' order by k) from jsonb_object_keys(p_keys) k), 'nothing') || ' only'
      when v_entry.value is null then case when v_entry.kind like '%!' then 'give it: ' || v_entry.type end
      when v_entry.type in ('any', jsonb_typeof(v_entry.value)) then null
      when v_entry.kind like '%?' and v_entry.value = 'null' then null
      else 'give a value of JSON type ' || v_entry.type
    end;
    if v_needed is not null then
      v_faults := v_faults || compiler.blueprint_fault(v_entry.place, v_entry.value, v_needed);
    end if;
  end loop;
  return v_faults;
end;
$validate_blueprint_node$;

comment on function compiler.validate_blueprint_node is 'Validate pass: keys and JSON types at a place of a blueprint.';

revoke all on function compiler.validate_blueprint_node from public;
