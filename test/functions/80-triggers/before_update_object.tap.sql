-- What identifies an object stays; what may be left out is filled.
select plan(9);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

select throws_ok(format('update core."objectMetadata" set %s where id = pg_temp.id(%L)', change, 'b1'), 'MC501', 'what identifies object "book" does not change', change)
from unnest(array['id = gen_random_uuid()', '"workspaceId" = gen_random_uuid()', '"isCustom" = false', '"isSystem" = true', 'ordinal = default']) change;
update core."objectMetadata" set "labelSingular" = null, "labelPlural" = null, "isActive" = null, "createdAt" = null where id = pg_temp.id('b1');
select results_eq($$ select "labelSingular"::text, "labelPlural"::text, "isActive", "createdAt" = now() from core."objectMetadata" where id = pg_temp.id('b1') $$,
  $$ values ('Book', 'Books', true, true) $$, 'what is left out');
select throws_ok($$ update core."objectMetadata" set "nameSingular" = 'firm' where "nameSingular" = 'company' $$, 'MC502', 'standard object "company" keeps its names', 'a standard object');
select throws_ok(format('update core."objectMetadata" set %s where id = pg_temp.id(%L)', change, 'b1'), code, null, change)
from (values ('"nameSingular" = null', 'MC101'), ('"namePlural" = repeat(''a'', 5000)', 'MC103')) t (change, code);
