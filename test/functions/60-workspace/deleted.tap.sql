-- deleted(): what can be restored, and how; of one's own workspace alone.
select plan(11);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain, "trashRetentionDays") values
  (pg_temp.id('0a'), 'Acme', 'acme', 7), (pg_temp.id('0b'), 'Bolt', 'bolt', 14);
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'shelf', 'shelves'),
  (pg_temp.id('b3'), pg_temp.id('0b'), 'tool', 'tools');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'shelf', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2'))),
  (pg_temp.id('c4'), pg_temp.id('b3'), 'weight', 'NUMBER', null);
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{pages,createdAt}');
create function pg_temp.shown(p_end text) returns setof text language sql as $$
  select concat_ws(' ', d.kind, d.object, d.name) from core.deleted(pg_temp.id(p_end)) d $$;

select is_empty($$ select pg_temp.shown('0a') $$, 'nothing yet');
delete from core."fieldMetadata" where id in (pg_temp.id('c1'), pg_temp.id('c4'));
select results_eq($$ select d::text from core.deleted(pg_temp.id('0a')) d $$,
  $$ select row('FIELD', pg_temp.id('c1'), 'book', 'title', now(), session_user::text, now() + interval '7 days',
    'select core.restore_field(''00000000-0000-0000-0000-0000000000c1'')')::text $$, 'a field');
delete from core."fieldMetadata" where id = pg_temp.id('c3');
delete from core."objectMetadata" where id = pg_temp.id('b1');
select results_eq($$ select pg_temp.shown('0a') $$,
  $$ values ('OBJECT book'), ('FIELD book shelf'), ('FIELD book title'), ('FIELD shelf books') $$,
  'an object without what comes back with it, a field of it that does not, both sides of a relation');
do $$ begin execute (select restore from core.deleted(pg_temp.id('0a')) where kind = 'OBJECT'); end $$;
do $$ begin execute (select restore from core.deleted(pg_temp.id('0a')) where name = 'books'); end $$;
do $$ begin execute (select restore from core.deleted(pg_temp.id('0a'))); end $$;
select is_empty($$ select pg_temp.shown('0a') $$, 'its statements bring all of it back');
select is((select count(*) from core."fieldMetadata" where "objectMetadataId" = pg_temp.id('b1')), 3::bigint, 'every field');
select is_empty($$ select d.* from core.drift(pg_temp.id('0a')) d $$, 'nothing drifts');
select throws_ok($$ select core.deleted(pg_temp.id('0f')) $$, 'MC401', null, 'no such workspace');

set local role core_settings;
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select results_eq($$ select pg_temp.shown('0b') $$, $$ values ('FIELD tool weight') $$, 'who changes settings sees their own');
select throws_ok($$ select core.deleted(pg_temp.id('0a')) $$, 'MC402', null, 'not another workspace''s');
select throws_ok($$ select core.deleted(null) $$, 'MC402', null, 'nor all of them');
set local role core_reader;
select throws_ok($$ select core.deleted(pg_temp.id('0b')) $$, '42501', null, 'who reads only does not');
