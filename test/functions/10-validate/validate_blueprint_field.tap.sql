-- What a field of a blueprint has beyond its own keys.
select plan(20);

create function pg_temp.faults(p_field jsonb, p_standard jsonb default null) returns text[] language sql as $$
  select array(select f.message || ' ' || f.hint
    from unnest(compiler.validate_blueprint_field('f', p_field, p_standard, '{company,order}')) f)
$$;
create temp table accepted (field jsonb, standard jsonb, what text);
insert into accepted values
  ('{"name": "a", "type": "TEXT"}', null, 'a type alone'),
  ('{"name": "a", "type": "TEXT", "settings": {"maxLength": "x"}}', null, 'values of settings are judged when the field is written'),
  ('{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "a"}, {"value": "B", "label": "b", "color": null}],
    "replacements": {"C": null}}}', null, 'options, replacements'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "order",
    "relationTargetFieldName": "b", "relationTargetFieldLabel": "B", "onDelete": "CASCADE"}, "inverse": {"description": "d"}}', null,
    'a relation'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "order",
    "junctionObjectName": "link"}}', null, 'MANY_TO_MANY'),
  ('{"name": "a"}', '{"name": "a", "type": "SELECT"}', 'a standard field needs neither type nor settings');
select is(pg_temp.faults(field, standard), '{}', what) from accepted;

create temp table refused (field jsonb, place text, hint text);
insert into refused values
  ('{"name": "a"}', 'f.type', 'Give TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, SELECT, MULTI_SELECT, RELATION, EMAIL, PHONE, URL, RATING or CURRENCY.'),
  ('{"name": "a", "type": "TXT"}', 'f.type', 'Give TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, SELECT, MULTI_SELECT, RELATION, EMAIL, PHONE, URL, RATING or CURRENCY.'),
  ('{"name": "a", "type": "TEXT", "settings": {"max": 5}}', 'f.settings.max', 'Leave it out: there is accessLevel, maxLength, permissions only.'),
  ('{"name": "a", "type": "SELECT"}', 'f.settings.options', 'Give it: array.'),
  ('{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A"}]}}', 'f.settings.options[0].label', 'Give it: string.'),
  ('{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "a", "id": "x"}]}}', 'f.settings.options[0].id',
    'Leave it out: there is color, label, value only.'),
  ('{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "a"}, {"value": "A", "label": "b"}]}}',
    'f.settings.options[1].value', 'Leave it out: it is given twice.'),
  ('{"name": "a", "type": "RELATION"}', 'f.settings.relationTargetObject', 'Give it: string.'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "nowhere"}}',
    'f.settings.relationTargetObject', 'Give the nameSingular of an object of this blueprint, or of a standard one.'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "order", "relationTargetObjectId": "x"}}',
    'f.settings.relationTargetObjectId',
    'Leave it out: there is onDelete, relationTargetFieldLabel, relationTargetFieldName, relationTargetObject, relationType only.'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "order", "onDelete": "CASCADE"}}',
    'f.settings.onDelete',
    'Leave it out: there is junctionObjectName, relationTargetFieldLabel, relationTargetFieldName, relationTargetObject, relationType only.'),
  ('{"name": "a", "type": "TEXT", "inverse": {}}', 'f.inverse', 'Leave it out: only a RELATION has an inverse.'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "order"}, "inverse": {"label": "x"}}',
    'f.inverse.label', 'Leave it out: there is description, icon, isNullable only.');
select ok(pg_temp.faults(field) @> array[format('the blueprint is not valid at %s %s', place, hint)], place || ': ' || left(field::text, 60))
from refused;
select ok(pg_temp.faults('{"name": "a", "settings": {}}', '{"name": "a", "type": "SELECT"}') @>
  array['the blueprint is not valid at f.settings.options Give it: array.'], 'settings of a standard field are whole');
