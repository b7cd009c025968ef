-- What may be left out of an object is filled; what no row can hold is refused as our own error.
select plan(11);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

insert into core."objectMetadata"
  (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "isCustom", "isActive", "isSystem",
   "createdAt", "updatedAt")
values (null, '00000000-0000-0000-0000-00000000000a', 'orderItem', 'orderItems', null, null, null, null, null, null, null);

select results_eq(
  $$ select "labelSingular"::text, "labelPlural"::text, "isCustom", "isActive", "isSystem", "createdAt" = now(),
       "updatedAt" = now(), icon::text
     from core."objectMetadata" where "nameSingular" = 'orderItem' $$,
  $$ values ('Order Item', 'Order Items', true, true, false, true, true, 'IconArchive') $$,
  'labels come from the names, flags and times from their defaults');

insert into core."objectMetadata"
  ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "isCustom")
values ('00000000-0000-0000-0000-00000000000a', 'author', 'authors', 'Writer', 'All writers', false);
select results_eq(
  $$ select "labelSingular"::text, "labelPlural"::text, "isCustom" from core."objectMetadata" where "nameSingular" = 'author' $$,
  $$ values ('Writer', 'All writers', true) $$, 'given labels stay; whoever is not the compiler makes custom objects');

set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" ("nameSingular", "namePlural") values ('book', 'books');
select is((select "workspaceId" from core."objectMetadata" where "nameSingular" = 'book'),
  '00000000-0000-0000-0000-00000000000a'::uuid, 'the workspace is the claimed one');
select throws_ok($$ insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
  values ('00000000-0000-0000-0000-00000000000b', 'shelf', 'shelves') $$,
  'MC402', 'object "shelf" belongs to another workspace', 'and no other');

select throws_ok($$ insert into core."objectMetadata" ("namePlural") values ('shelves') $$,
  'MC101', null, 'without a singular');
select throws_ok($$ insert into core."objectMetadata" ("nameSingular") values ('shelf') $$,
  'MC101', null, 'without a plural');
select throws_ok($$ insert into core."objectMetadata" default values $$, 'MC101', null, 'without any name');
-- md5: a name that compression does not make small enough for an index.
select throws_ok($$ insert into core."objectMetadata" ("nameSingular", "namePlural")
  select 'a' || string_agg(md5(i::text), ''), 'shelves' from generate_series(1, 300) i $$,
  'MC103', null, 'with a singular longer than an index can hold');
select throws_ok($$ insert into core."objectMetadata" ("nameSingular", "namePlural")
  select 'shelf', 'a' || string_agg(md5(i::text), '') from generate_series(1, 300) i $$,
  'MC103', null, 'with a plural longer than an index can hold');
select throws_ok($$ insert into core."objectMetadata" (id, "nameSingular", "namePlural")
  select id, 'shelf', 'shelves' from core."objectMetadata" where "nameSingular" = 'book' $$,
  '23505', null, 'with the id of another object');
select is((select count(*) from core."objectMetadata" where "nameSingular" = 'shelf'), 0::bigint, 'nothing stayed');
