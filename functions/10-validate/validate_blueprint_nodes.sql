/*
 * validate_blueprint_nodes: VALIDATE -> plan -> emit -> apply -> log
 *
 * The shape of a list of JSON objects of a blueprint, and that no two of them
 * are the same.
 *
 * Expects: its place in the document; an array, or null for none; the keys that
 *          its elements take, as validate_blueprint_node() reads them; the key
 *          that tells them apart, null when they are compared as a whole.
 * Returns: every fault (MC702). Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint_nodes.tap.sql
 */
create or replace function compiler.validate_blueprint_nodes(
  p_place text, p_nodes jsonb, p_keys jsonb, p_identity text default null)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_blueprint_nodes$
declare
  v_faults compiler.fault[] := '{}';
  v_node   record;
begin
  if jsonb_typeof(p_nodes) is distinct from 'array' then
    return v_faults;  -- the object that it stands in has said so
  end if;
  for v_node in
    select n.node, format('%s[%s]', p_place, n.place - 1) as place,
      row_number() over (partition by coalesce(n.node -> p_identity, n.node) order by n.place) as nth
    from jsonb_array_elements(p_nodes) with ordinality n (node, place)
    order by n.place
  loop
    v_faults := v_faults || compiler.validate_blueprint_node(v_node.place, v_node.node, p_keys);
    if v_node.nth > 1 then
      v_faults := v_faults || compiler.blueprint_fault(v_node.place || coalesce('.' || p_identity, ''),
        coalesce(v_node.node -> p_identity, v_node.node), 'leave it out: it is given twice');
    end if;
  end loop;
  return v_faults;
end;
$validate_blueprint_nodes$;

comment on function compiler.validate_blueprint_nodes is 'Validate pass: a list at a place of a blueprint.';

revoke all on function compiler.validate_blueprint_nodes from public;
