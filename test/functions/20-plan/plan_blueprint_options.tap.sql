-- What becomes of options that a blueprint does not list.
select plan(9);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, type, settings)
select f.id, '00000000-0000-0000-0000-00000000000a', o.id, f.name, f.type,
  '{"options": [{"value": "a", "label": "A"}, {"value": "it''s 100%", "label": "B"}, {"value": "c", "label": "C"}]}'
from core."objectMetadata" o, (values ('00000000-0000-0000-0000-0000000000c1'::uuid, 'one', 'SELECT'),
  ('00000000-0000-0000-0000-0000000000c2', 'many', 'MULTI_SELECT')) f (id, name, type) where o."nameSingular" = 'note';
insert into workspace_a.note (one, many) values ('a', '{a}'), ('it''s 100%', '{a,"it''s 100%"}');

create function pg_temp.plan(p_field text, p_kept text[], p_replacements jsonb default null) returns jsonb language sql as $$
  select compiler.plan_blueprint_options(f, jsonb_strip_nulls(jsonb_build_object('settings', jsonb_build_object('options',
    (select jsonb_agg(jsonb_build_object('value', k, 'label', k)) from unnest(p_kept) k)))) || coalesce(jsonb_build_object('replacements', p_replacements), '{}'))
  from core."fieldMetadata" f where f.name = p_field
$$;

select is(pg_temp.plan('one', '{a,"it''s 100%",c}'), '[]', 'all are listed');
select is(pg_temp.plan('one', '{a,"it''s 100%"}'), '[]', 'one is not, and no record has it');
select is(pg_temp.plan('one', '{a}'), '[
  {"step": "LOSE", "row": {"id": "00000000-0000-0000-0000-0000000000c1", "subject": "note.one", "reason": "1 record has an option that goes"}},
  {"step": "REPLACE", "row": {"it''s 100%": null, "c": null}}]'::jsonb, 'a record has it: its value is lost');
select is(pg_temp.plan('many', '{a}'), '[
  {"step": "LOSE", "row": {"id": "00000000-0000-0000-0000-0000000000c2", "subject": "note.many", "reason": "1 record has an option that goes"}},
  {"step": "REPLACE", "row": {"it''s 100%": null, "c": null}}]'::jsonb, 'in an array too');
select is(pg_temp.plan('many', '{a,"it''s 100%"}'), '[]', 'an array without it');
select is(pg_temp.plan('one', '{a}', '{"it''s 100%": "a"}'), '[{"step": "REPLACE", "row": {"it''s 100%": "a"}}]'::jsonb,
  'with a replacement nothing is lost');
select is(pg_temp.plan('one', '{a}', '{"it''s 100%": null}') -> 0 -> 'row' ->> 'reason', '1 record has an option that goes',
  'null is a loss, though it is said');
select is(pg_temp.plan('one', '{a,"it''s 100%"}', '{"old": "a", "a": "x"}'), '[]',
  'replacements of what is gone already, or stays, are left out');
select is(pg_temp.plan('one', '{a,"it''s 100%"}', '{"c": null}'), '[{"step": "REPLACE", "row": {"c": null}}]'::jsonb,
  'and one that no record needs costs nothing');
