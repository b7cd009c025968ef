-- A list at a place of a blueprint.
select plan(6);

create function pg_temp.faults(p_nodes jsonb, p_identity text default null) returns text[] language sql as $$
  select array(select f.message || ' ' || f.detail || ' ' || f.hint
    from unnest(compiler.validate_blueprint_nodes('list', p_nodes, '{"name": "string!", "on": "any"}', p_identity)) f)
$$;

select is(pg_temp.faults(null), '{}', 'none');
select is(pg_temp.faults('{"name": 1}'), '{}', 'no list: told by what it stands in');
select is(pg_temp.faults('[{"name": "a"}, {}, {"name": "b", "x": 1}]'), array[
  'the blueprint is not valid at list[1].name It is missing. Give it: string.',
  'the blueprint is not valid at list[2].x Given: 1. Leave it out: there is name, on only.'], 'each by its place');
select is(pg_temp.faults('[{"name": "a"}, {"name": "b"}, {"name": "a", "on": 1}]', 'name'), array[
  'the blueprint is not valid at list[2].name Given: "a". Leave it out: it is given twice.'], 'one name twice');
select is(pg_temp.faults('[{"name": "a", "on": 1}, {"on": 1, "name": "a"}, {"name": "a"}]'), array[
  'the blueprint is not valid at list[1] Given: {"on": 1, "name": "a"}. Leave it out: it is given twice.'], 'or the same as a whole');
select is(pg_temp.faults('["a", null]', 'name'), array[
  'the blueprint is not valid at list[0] Given: "a". Give a JSON object.',
  'the blueprint is not valid at list[1] Given: null. Give a JSON object.'], 'no objects');
