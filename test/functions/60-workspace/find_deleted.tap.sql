-- A deleted object or field, for whoever may restore it.
select plan(8);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));

insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0b'), 'Bolt', 'bolt');
delete from core."fieldMetadata" where id = pg_temp.id('c1');
select is((compiler.find_deleted(pg_temp.id('c1'), 'FIELD')).definition ->> 'name', 'title', 'a field');
select throws_ok($$ select compiler.find_deleted(pg_temp.id('c1'), 'OBJECT') $$, 'MC401',
  'no deleted object has the id 00000000-0000-0000-0000-0000000000c1', 'a field is no object');
select throws_ok($$ select compiler.find_deleted(pg_temp.id('c2'), 'FIELD') $$, 'MC401', null, 'one that is there');
select throws_ok($$ select compiler.find_deleted(null, 'FIELD') $$, 'MC401', null, 'none');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select throws_ok($$ select compiler.find_deleted(pg_temp.id('c1'), 'FIELD') $$, 'MC401',
  'no deleted field has the id 00000000-0000-0000-0000-0000000000c1', 'of another workspace than the claimed one: in the same words');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select is((compiler.find_deleted(pg_temp.id('c1'), 'FIELD')).id, pg_temp.id('c1'), 'of the claimed one');
select isnt_empty($$ select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() $$, 'the workspace is locked');
set local app.current_workspace_id = '';
create temp table answer (code text) on commit drop;
grant insert on answer to core_settings;
set local session authorization api;
set local role core_settings;
do $$ begin
  perform core.restore_field('00000000-0000-0000-0000-0000000000c1');
exception when others then
  insert into answer values (sqlstate);
end $$;
reset session authorization;
select is((select code from answer), 'MC401', 'without a claim the API finds none');
