-- Rows are remembered as they are, forgotten when they are gone, and told apart by their ids.
select plan(9);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT'), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER');
create function pg_temp.mark(variadic p_ends text[]) returns void language sql security definer as $$
  select compiler.mark_compiled(pg_temp.id('0a'), array(select pg_temp.id(e) from unnest(p_ends) e)) $$;
alter function pg_temp.mark owner to compiler;
create function pg_temp.marked(p_end text) returns text language sql as $$
  select concat_ws(' ', kind, coalesce(definition ->> 'name', definition ->> 'nameSingular')) from compiler.compiled where id = pg_temp.id(p_end) $$;

set local role compiler;
update core."fieldMetadata" set name = 'headline' where id = pg_temp.id('c1');
update core."objectMetadata" set "nameSingular" = 'tome' where id = pg_temp.id('b1');
reset role;
select pg_temp.mark('c1');
select is(pg_temp.marked('c1'), 'FIELD headline', 'a field as it is now');
select is(pg_temp.marked('b1'), 'OBJECT book', 'what is not named stays as it was');
select pg_temp.mark('b1', 'c2', '0a');
select is(pg_temp.marked('b1'), 'OBJECT tome', 'an object, with others');
select is(pg_temp.marked('0a'), 'WORKSPACE', 'a workspace has no definition');
set local role compiler;
delete from core."fieldMetadata" where id = pg_temp.id('c2');
reset role;
select pg_temp.mark('c1', 'c2', 'ff');
select is(pg_temp.marked('c2'), null, 'what is gone is forgotten');
select is(pg_temp.marked('ff'), null, 'what never was is none');
select is(pg_temp.marked('c1'), 'FIELD headline', 'the others are there');

set local role compiler;
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type) values (pg_temp.id('b1'), pg_temp.id('0a'), pg_temp.id('b1'), 'same', 'Same', 'TEXT');
reset role;
select throws_ok($$ select pg_temp.mark('b1') $$, 'MC104', 'the id of a field is taken', 'a field with the id of an object');
select is(pg_temp.marked('b1'), 'OBJECT tome', 'which stays what it is');
