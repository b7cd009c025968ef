-- Fields and indexes of an object of a blueprint.
select plan(9);

create function pg_temp.faults(p_object jsonb) returns text[] language sql as $$
  select array(select f.message || ' ' || f.hint from unnest(compiler.validate_blueprint_object('objects[3]', p_object, '{order,company}')) f)
$$;

select is(pg_temp.faults('{"nameSingular": "order", "namePlural": "orders"}'), '{}', 'names alone');
select is(pg_temp.faults('{"nameSingular": "company"}'), '{}', 'of a standard object the singular');
select is(pg_temp.faults('{"nameSingular": "company", "fields": [{"name": "email", "label": "Mail"}]}'), '{}', 'a standard field');
select is(pg_temp.faults('{"nameSingular": "order"}'),
  array['the blueprint is not valid at objects[3].namePlural Give the plural of its name.'], 'no plural');
select is(pg_temp.faults('{"nameSingular": "order", "namePlural": "orders", "fields": [{"name": "a", "type": "TEXT"}, {"type": "TEXT", "colour": 1}]}'),
  array['the blueprint is not valid at objects[3].fields[1].colour Leave it out: there is '
    'defaultValue, description, icon, inverse, isActive, isNullable, isUnique, label, name, settings, type only.',
    'the blueprint is not valid at objects[3].fields[1].name Give it: string.'], 'keys of fields');
select is(pg_temp.faults('{"nameSingular": "order", "namePlural": "orders", "fields": [{"name": "a", "type": "TEXT"}, {"name": "b", "type": "X"}]}'),
  array['the blueprint is not valid at objects[3].fields[1].type '
    'Give TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, SELECT, MULTI_SELECT, RELATION, EMAIL, PHONE, URL, RATING or CURRENCY.'], 'fields themselves');
select is(pg_temp.faults('{"nameSingular": "order", "namePlural": "orders", "fields": [{"name": "a", "type": "TEXT"}, {"name": "a", "type": "URL"}]}'),
  array['the blueprint is not valid at objects[3].fields[1].name Leave it out: it is given twice.'], 'a field twice');
select is(pg_temp.faults('{"nameSingular": "order", "namePlural": "orders", "indexes": [{"fields": ["a", 5]}, {"isUnique": true}]}'),
  array['the blueprint is not valid at objects[3].indexes[1].fields Give it: array.',
    'the blueprint is not valid at objects[3].indexes[0].fields[1] Give the name of a column.'], 'keys and fields of indexes');
select is(pg_temp.faults('{"nameSingular": "order", "namePlural": "orders", "indexes": [{"fields": ["a"]}, {"fields": ["a"]}]}'),
  array['the blueprint is not valid at objects[3].indexes[1] Leave it out: it is given twice.'], 'an index twice');
