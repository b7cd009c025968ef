-- The form of a blueprint.
select plan(13);

create function pg_temp.faults(p_blueprint jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message from unnest(compiler.validate_blueprint(p_blueprint)) f)
$$;

select is(pg_temp.faults('{"objects": []}'), '{}', 'the least');
select is(pg_temp.faults(compiler.standard_blueprint()), '{}', 'the standard objects and roles are one');
select is(pg_temp.faults(null), array['MC702 the blueprint is not valid'], 'nothing');
select is(pg_temp.faults('[]'), array['MC702 the blueprint is not valid'], 'no object');
select is(pg_temp.faults('{}'), array['MC702 the blueprint is not valid at objects'], 'no objects');
select is(pg_temp.faults('{"objects": [], "version": 1}'), array['MC702 the blueprint is not valid at version'], 'an unknown key');
select is(pg_temp.faults('{"objects": [{"nameSingular": "a", "namePlural": "as"}, {"name": 5}]}'),
  array['MC702 the blueprint is not valid at objects[1].name', 'MC702 the blueprint is not valid at objects[1].nameSingular'],
  'keys of objects');
select is(pg_temp.faults('{"objects": [{"nameSingular": "a", "namePlural": "as"}, {"nameSingular": "a", "namePlural": "bs"}]}'),
  array['MC702 the blueprint is not valid at objects[1].nameSingular'], 'an object twice');
select is(pg_temp.faults('{"objects": [], "roles": [{"name": "ADMIN"}, {"name": "ADMIN"}, {"name": "USER", "may": true}]}'),
  array['MC702 the blueprint is not valid at roles[1].name', 'MC702 the blueprint is not valid at roles[2].may'], 'roles');
select is(pg_temp.faults('{"objects": [
    {"nameSingular": "a", "namePlural": "as"}, {"nameSingular": "b", "namePlural": "bs"},
    {"nameSingular": "c", "namePlural": "cs", "fields": [{"name": "x", "type": "TXT"}]}]}'),
  array['MC702 the blueprint is not valid at objects[2].fields[0].type'], 'a field, with its place');
select is(pg_temp.faults('{"objects": [
    {"nameSingular": "a", "namePlural": "as", "fields": [
      {"name": "b", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "b"}},
      {"name": "company", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "company"}},
      {"name": "c", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "c"}}]},
    {"nameSingular": "b", "namePlural": "bs"}]}'),
  array['MC702 the blueprint is not valid at objects[0].fields[2].settings.relationTargetObject'],
  'a relation may lead to what comes later, and to a standard object');
select is(pg_temp.faults('{"version": 1, "objects": [3, {"nameSingular": "a", "namePlural": "as", "size": 1, "fields": [
    {"name": "x", "type": "TEXT"}, {"name": "x", "type": "TEXT"}, {"name": "y", "type": "TXT"}, {"name": "z", "type": 5}]}]}'),
  array['MC702 the blueprint is not valid at version', 'MC702 the blueprint is not valid at objects[0]',
    'MC702 the blueprint is not valid at objects[1].size', 'MC702 the blueprint is not valid at objects[1].fields[1].name',
    'MC702 the blueprint is not valid at objects[1].fields[3].type', 'MC702 the blueprint is not valid at objects[1].fields[2].type'],
  'one fault hides no other');
select is(pg_temp.faults('{"objects": [{"nameSingular": "a", "namePlural": "as", "fields": 5, "indexes": {}}], "roles": 1}'),
  array['MC702 the blueprint is not valid at roles', 'MC702 the blueprint is not valid at objects[0].fields',
    'MC702 the blueprint is not valid at objects[0].indexes'], 'nor what is no list');
