-- What costs the same on a million records as on none: the table's file stays (relfilenode), and so does every row (xmin).
select plan(39);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'buyer', 'buyers');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'code', 'TEXT', '{"maxLength": 10}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'price', 'NUMBER', '{"precision": 6, "scale": 2}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'phase', 'SELECT', '{"options": [
    {"value": "A", "label": "a", "color": "red"}, {"value": "B", "label": "b"}]}'),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-0000000000b1', 'marks', 'MULTI_SELECT', '{"options": [
    {"value": "A", "label": "a"}, {"value": "B", "label": "b"}]}'),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-0000000000b1', 'owner', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'),
  ('00000000-0000-0000-0000-0000000000c6', '00000000-0000-0000-0000-0000000000b1', 'mail', 'EMAIL', null);
insert into workspace_a.deal (code, price, phase, marks, mail)
select 'c' || i, i, 'A', '{A,B}', i || '@b.co' from generate_series(1, 1000) i;
create temp table deal as select 'workspace_a.deal'::regclass as oid;

-- The table's file, the index files, and what the rows look like: their places and the transactions that wrote them.
create function pg_temp.files() returns text[] language sql as $$
  select array_agg(c.relfilenode::text order by c.oid) from deal d join pg_class c on c.oid = d.oid
$$;
create function pg_temp.rows_of() returns text language plpgsql as $$
declare v_result text;
begin
  execute (select format('select md5(string_agg(t.ctid::text || t.xmin::text || t.cmin::text, '','' order by t.ctid)) from %s t', oid::regclass) from deal) into v_result;
  return v_result;
end $$;
create temp table before as select pg_temp.files() as files, pg_temp.rows_of() as rows;

create function pg_temp.keeps(p_description text, p_sql text) returns setof text language plpgsql as $$
begin
  execute p_sql;
  return next is(pg_temp.rows_of(), (select rows from before), p_description || ': every row stays');
  return next is(pg_temp.files(), (select files from before), p_description || ': the table is not rewritten');
end $$;

select pg_temp.keeps(description, sql) from (values
  ('an object''s new name', $$ update core."objectMetadata" set "nameSingular" = 'offer', "namePlural" = 'offers' where "nameSingular" = 'deal' $$),
  ('its labels', $$ update core."objectMetadata" set "labelSingular" = 'x', "labelPlural" = 'xs', description = 'y', icon = 'z' where "nameSingular" = 'offer' $$),
  ('a field''s new name', $$ update core."fieldMetadata" set name = 'number' where id = '00000000-0000-0000-0000-0000000000c1' $$),
  ('its label', $$ update core."fieldMetadata" set label = 'x', description = 'y', icon = 'z' where id = '00000000-0000-0000-0000-0000000000c1' $$),
  ('a relation''s new name', $$ update core."fieldMetadata" set name = 'customer' where id = '00000000-0000-0000-0000-0000000000c5' $$),
  ('a new nullable field', $$ insert into core."fieldMetadata" ("objectMetadataId", name, type) values ('00000000-0000-0000-0000-0000000000b1', 'note', 'DATE') $$),
  ('a new field with a default', $$ insert into core."fieldMetadata" ("objectMetadataId", name, type, "defaultValue", "isNullable")
     values ('00000000-0000-0000-0000-0000000000b1', 'count', 'NUMBER', '5', false) $$),
  ('another default', $$ update core."fieldMetadata" set "defaultValue" = '"x"' where id = '00000000-0000-0000-0000-0000000000c1' $$),
  ('a longer text', $$ update core."fieldMetadata" set settings = '{"maxLength": 20}' where id = '00000000-0000-0000-0000-0000000000c1' $$),
  ('a text without end', $$ update core."fieldMetadata" set settings = null where id = '00000000-0000-0000-0000-0000000000c1' $$),
  ('a wider number', $$ update core."fieldMetadata" set settings = '{"precision": 9, "scale": 2}' where id = '00000000-0000-0000-0000-0000000000c2' $$),
  ('bounds', $$ update core."fieldMetadata" set settings = '{"precision": 9, "scale": 2, "min": 0, "max": 5000}' where id = '00000000-0000-0000-0000-0000000000c2' $$),
  ('an address that becomes text', $$ update core."fieldMetadata" set type = 'TEXT' where id = '00000000-0000-0000-0000-0000000000c6' $$),
  ('not null', $$ update core."fieldMetadata" set "isNullable" = false where id = '00000000-0000-0000-0000-0000000000c2' $$),
  ('and null again', $$ update core."fieldMetadata" set "isNullable" = true where id = '00000000-0000-0000-0000-0000000000c2' $$),
  ('unique', $$ update core."fieldMetadata" set "isUnique" = true where id = '00000000-0000-0000-0000-0000000000c1' $$),
  ('options relabelled, recoloured, reordered, added', $$ update core."fieldMetadata" set settings = '{"options": [
     {"value": "C", "label": "new"}, {"value": "B", "label": "other"}, {"value": "A", "label": "a", "color": "blue"}]}'
     where id in ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000c4') $$),
  ('an option that is used by none removed', $$ update core."fieldMetadata" set settings = '{"options": [
     {"value": "B", "label": "other"}, {"value": "A", "label": "a"}]}' where id = '00000000-0000-0000-0000-0000000000c3' $$),
  ('a field deleted', $$ delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c2' $$)
) t (description, sql);
select is((select count(*) from workspace_a.offer where number like 'c%' and phase = 'A' and marks = '{A,B}'), 1000::bigint, 'the records are all there');
