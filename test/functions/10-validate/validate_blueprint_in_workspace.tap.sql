-- A blueprint beside the workspace it is for.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.faults(p_blueprint jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message || ' ' || f.detail
    from unnest(compiler.validate_blueprint_in_workspace('00000000-0000-0000-0000-00000000000a', (
      select coalesce(jsonb_agg(compiler.full_object(o, compiler.standard_object(o ->> 'nameSingular'))), '[]')
      from jsonb_array_elements(p_blueprint -> 'objects') o))) f)
$$;

select is(pg_temp.faults('{"objects": []}'), '{}', 'nothing');
select is(pg_temp.faults('{"objects": [{"nameSingular": "order", "namePlural": "orders", "labelIdentifierField": "title",
    "fields": [{"name": "title", "type": "TEXT"}]}]}'), '{}', 'an identifier among the fields');
select is(pg_temp.faults('{"objects": [{"nameSingular": "person", "labelIdentifierField": "firstName", "imageIdentifierField": "tasks",
    "fields": []}, {"nameSingular": "task", "fields": [{"name": "for", "type": "RELATION",
      "settings": {"relationType": "ONE_TO_ONE", "relationTargetObject": "person", "relationTargetFieldName": "tasks"}}]}]}'), '{}',
  'a standard field, and the inverse of another object''s');
select is(pg_temp.faults('{"objects": [{"nameSingular": "company", "labelIdentifierField": "opportunities"}]}'), '{}',
  'the inverse of an object that the blueprint does not list');
select is(pg_temp.faults('{"objects": [{"nameSingular": "note"}, {"nameSingular": "order", "namePlural": "orders", "labelIdentifierField": "titel",
    "imageIdentifierField": "x", "fields": [{"name": "title", "type": "TEXT"}]}]}'), array[
  'MC702 the blueprint is not valid at objects[1].imageIdentifierField Given: "x".',
  'MC702 the blueprint is not valid at objects[1].labelIdentifierField Given: "titel".'], 'none of the object''s');
