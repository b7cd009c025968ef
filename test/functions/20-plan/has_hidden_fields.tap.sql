-- has_hidden_fields(): a column that gives no rights, of a field that is inactive, or deleted and kept.
select plan(6);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', null),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'author', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}');
create function pg_temp.hidden() returns text language sql as $$
  select string_agg("nameSingular", ', ' order by "nameSingular") from core."objectMetadata" where compiler.has_hidden_fields(id) $$;

select is(pg_temp.hidden(), null, 'none');
update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.hidden(), 'book', 'an inactive field');
update core."fieldMetadata" set "isActive" = true where id = '00000000-0000-0000-0000-0000000000c1';
update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c2';
select is(pg_temp.hidden(), 'book', 'an inactive relation: its list side has no column');
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c2';
select is(pg_temp.hidden(), 'book', 'a deleted one: neither has the list side here');
update core.workspace set "trashRetentionDays" = 0;
select core.purge_deleted('00000000-0000-0000-0000-00000000000a');
select is(pg_temp.hidden(), null, 'purged');
select is_empty('select * from core.workspace w, core.drift(w.id)', 'and rights are on whole tables again');
