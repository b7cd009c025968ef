-- Every field type becomes every other, on a table with fitting values and NULL: the column, its CHECK and its indexes are
-- then those of a field created so, or it is refused and nothing has changed.
select plan(2 + 13 * 13);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
-- A value of each type that each type it converts to can take.
create temp table type (name text, settings jsonb, value text);
insert into type values
  ('TEXT', '{"maxLength": 40}', null), ('TEXT', null, null),
  ('SELECT', '{"options": [{"value": "5", "label": "5"}, {"value": "true", "label": "t"}, {"value": "2026-01-05", "label": "d"}, {"value": "it''s", "label": "x"}]}', 'it''s'),
  ('MULTI_SELECT', '{"options": [{"value": "5", "label": "5"}, {"value": "it''s", "label": "x"}]}', '{"it''s"}'),
  ('EMAIL', null, 'a@b.co'), ('PHONE', null, '555'), ('URL', null, 'https://x.y'),
  ('NUMBER', '{"precision": 6, "scale": 2, "min": 0, "max": 1000}', '5'), ('NUMBER', '{"dataType": "int"}', '5'),
  ('RATING', null, '5'), ('BOOLEAN', null, 'true'), ('DATE', null, '2026-01-05'), ('CURRENCY', '{"currencyCode": "USD"}', '{"amount": 5, "currency": "USD"}');

-- An object with one field of a type. Gives the field's id.
create function pg_temp.create_object(p_name text, p_type text, p_settings jsonb) returns uuid language sql as $$
  insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ('00000000-0000-0000-0000-00000000000a', p_name, p_name || 's');
  insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
  select o.id, 'field', p_type, p_settings from core."objectMetadata" o where o."nameSingular" = p_name;
  select f.id from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId" where o."nameSingular" = p_name and f.name = 'field'
$$;
-- What the catalog says of a table, in words that do not name it.
create function pg_temp.shape_of(p_name text) returns text language sql as $$
  select replace(string_agg(line, E'\n' order by line), p_name, 'TABLE') from (
    select concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum))
    from pg_attribute a left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    where a.attrelid = format('workspace_a.%I', p_name)::regclass and a.attnum > 0
    union all
    select pg_get_constraintdef(oid) from pg_constraint where conrelid = format('workspace_a.%I', p_name)::regclass and contype = 'c'
    union all
    select pg_get_indexdef(indexrelid) from pg_index where indrelid = format('workspace_a.%I', p_name)::regclass and not indisprimary
  ) s (line)
$$;
-- The SQLSTATE that refuses a change, which is then undone, or "as created", or how it differs.
create function pg_temp.change(p_field_id uuid, p_object text, p_reference text, p_type text, p_settings jsonb) returns text language plpgsql as $$
declare
  v_before text := pg_temp.shape_of(p_object);
  v_result text;
begin
  begin
    update core."fieldMetadata" set type = p_type, settings = p_settings where id = p_field_id;
    v_result := case when pg_temp.shape_of(p_object) = pg_temp.shape_of(p_reference) then 'as created'
      else pg_temp.shape_of(p_object) || E'\n--\n' || pg_temp.shape_of(p_reference) end;
    raise exception 'undo' using errcode = 'UNDO1';
  exception when sqlstate 'UNDO1' then
    null;
  when others then
    v_result := sqlstate;
  end;
  return case when pg_temp.shape_of(p_object) = v_before then v_result else 'changed half-way' end;
end $$;

create temp table field as
select row_number() over () as place, t.*, 'thing' || translate((row_number() over ())::text, '0123456789', 'abcdefghij') as object from type t;
alter table field add column id uuid;
update field set id = pg_temp.create_object(object, name, settings);
do $$ declare v_field record; begin
  for v_field in select * from field where value is not null loop
    execute format('insert into workspace_a.%I (field) values (%L), (null)', v_field.object, v_field.value);
  end loop;
end $$;

select is(count(*), 13::bigint, 'there are as many fields') from field;
select is(
  pg_temp.change(origin.id, origin.object, target.object, target.name, target.settings),
  case when origin.name = target.name
    or (origin.name in ('EMAIL', 'PHONE', 'URL') and target.name = 'TEXT')
    or (origin.name in ('NUMBER', 'RATING') and target.name in ('NUMBER', 'RATING', 'TEXT', 'SELECT'))
    or (origin.name, target.name) in (('NUMBER', 'CURRENCY'), ('CURRENCY', 'NUMBER'), ('BOOLEAN', 'TEXT'), ('BOOLEAN', 'SELECT'),
      ('DATE', 'TEXT'), ('DATE', 'SELECT'), ('SELECT', 'TEXT'), ('SELECT', 'MULTI_SELECT'), ('MULTI_SELECT', 'TEXT'), ('MULTI_SELECT', 'SELECT'))
    or (origin.name = 'TEXT' and target.name not in ('CURRENCY'))  -- it has no records
    then 'as created'
  when compiler.converts_as_text(origin.name, target.name) then 'MC207'
  else 'MC210' end,
  format('%s %s becomes %s %s', origin.name, left(origin.settings::text, 20), target.name, left(target.settings::text, 20)))
from field origin, field target
order by origin.place, target.place;
select is(
  (select string_agg(distinct f.type, ',') from core."fieldMetadata" f join field on field.id = f.id where f.type <> field.name), null,
  'and all fields are what they were');
