-- Ids of the control plane share one space.
select plan(8);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select is(compiler.claim_id('00000000-0000-0000-0000-00000000000c', 'it'), '00000000-0000-0000-0000-00000000000c'::uuid,
  'a free id is taken as it is');
select isnt(compiler.claim_id(null, 'it'), null, 'none gets a new one');

select throws_ok(format('select compiler.claim_id(%L, ''it'')', t.id), 'MC104', 'the id of it is taken', 'the id of ' || t.kind)
from (values
  ('a workspace', '00000000-0000-0000-0000-00000000000a'::uuid),
  ('an object', (select id from core."objectMetadata" limit 1)),
  ('a field', (select id from core."fieldMetadata" limit 1)),
  ('a relation', (select id from core."relationMetadata" limit 1))) t (kind, id);

insert into core."fieldMetadata" (id, "objectMetadataId", name, type)
select '00000000-0000-0000-0000-0000000000c1', id, 'waiting', 'RELATION' from core."objectMetadata" limit 1;
select throws_ok($$ select compiler.claim_id('00000000-0000-0000-0000-0000000000c1', 'it') $$,
  'MC104', 'the id of it is taken', 'the id of a field that waits for its relation');
select throws_ok($$
  insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
    ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors'),
    ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books')
$$, 'MC104', 'the id of object "book" is taken', 'one id twice in a statement');
