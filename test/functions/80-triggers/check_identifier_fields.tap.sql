-- The fields that label and picture an object are its own, when the transaction ends.
select plan(7);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');

insert into core."objectMetadata"
  (id, "workspaceId", "nameSingular", "namePlural", "labelIdentifierFieldMetadataId", "imageIdentifierFieldMetadataId")
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors',
  '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000c2');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'name', 'TEXT'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'portrait', 'URL');
select lives_ok('set constraints all immediate', 'fields of the object, which came after it');
set constraints all deferred;

-- An object that is labelled or pictured by a given field, up to the end of the transaction.
create function pg_temp.identify(p_label uuid, p_image uuid) returns void language plpgsql as $$
begin
  insert into core."objectMetadata"
    ("workspaceId", "nameSingular", "namePlural", "labelIdentifierFieldMetadataId", "imageIdentifierFieldMetadataId")
  values ('00000000-0000-0000-0000-00000000000a', 'book', 'books', p_label, p_image);
  set constraints all immediate;
end $$;
select throws_ok($$ select pg_temp.identify(f.id, null) from core."fieldMetadata" f
  where f."workspaceId" = '00000000-0000-0000-0000-00000000000b' limit 1 $$,
  'MC301', 'an identifier of object "book" is not one of its fields', 'a field of another workspace');
select throws_ok($$ select pg_temp.identify('00000000-0000-0000-0000-0000000000c1', null) $$,
  'MC301', 'an identifier of object "book" is not one of its fields', 'a field of another object');
select throws_ok($$ select pg_temp.identify(null, gen_random_uuid()) $$,
  'MC301', 'an identifier of object "book" is not one of its fields', 'a field that does not exist');
select lives_ok($$ select pg_temp.identify(null, null) $$, 'none');

-- What was true earlier in the transaction does not count.
set constraints all deferred;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelIdentifierFieldMetadataId")
values ('00000000-0000-0000-0000-0000000000b8', '00000000-0000-0000-0000-00000000000a', 'film', 'films', gen_random_uuid());
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = null where "nameSingular" = 'film';
select lives_ok('set constraints all immediate', 'an identifier that is taken back');
set constraints all deferred;
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = gen_random_uuid() where "nameSingular" = 'film';
delete from core."objectMetadata" where "nameSingular" = 'film';
select lives_ok('set constraints all immediate', 'an object that is deleted');
