-- What was compiled last beside what is there now: an object as a whole.
select plan(8);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

-- Changes that are not compiled yet: the compiler's own.
create function pg_temp.changes(p_ends text[]) returns text language sql as $$
  select concat_ws(' / ',
    (select string_agg(concat_ws(' -> ', (o.previous)."nameSingular", coalesce((o.next)."nameSingular", 'gone')), ', ') from unnest(r.objects) o),
    (select string_agg(concat_ws(' -> ', (f.previous).name, coalesce((f.next).name, 'gone')), ', ') from unnest(r.fields) f))
  from compiler.read_changes(pg_temp.id('0a'), array(select pg_temp.id(e) from unnest(p_ends) e)) r
$$;
select is(compiler.read_changes(pg_temp.id('0a'), array[pg_temp.id('b1'), pg_temp.id('c1')]), row('{}', '{}')::compiler.changes, 'nothing changed');
set local role compiler;
update core."fieldMetadata" set name = 'headline' where id = pg_temp.id('c1');
reset role;
select is(pg_temp.changes('{c1}'), 'title -> headline', 'a field');
select is(pg_temp.changes('{c2}'), 'title -> headline', 'whichever field of its object is asked for');
select is(pg_temp.changes('{b1}'), 'title -> headline', 'or the object');
select is(pg_temp.changes('{b2}'), '', 'not another object');
set local role compiler;
update core."objectMetadata" set "nameSingular" = 'tome' where id = pg_temp.id('b1');
delete from core."fieldMetadata" where id = pg_temp.id('c2');
reset role;
select is(pg_temp.changes('{c1}'), 'book -> tome / title -> headline, pages -> gone', 'the object too, and what was deleted, in their order');
select is((select (f.previous).type from compiler.read_changes(pg_temp.id('0a'), array[pg_temp.id('b1')]) r, unnest(r.fields) f
    where (f.previous).id = pg_temp.id('c2')), 'NUMBER', 'the previous state is whole');
select is(compiler.read_changes(gen_random_uuid(), array[pg_temp.id('b1')]), row('{}', '{}')::compiler.changes, 'nothing of another workspace');
