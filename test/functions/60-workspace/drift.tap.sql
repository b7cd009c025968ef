-- drift(): each kind of difference that a superuser makes by hand is found and repaired.
select plan(49);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Beta', 'beta');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "defaultValue", "isNullable", "isUnique") values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 50}', '"none"', false, false),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'isbn', 'TEXT', null, null, true, true),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'price', 'NUMBER', '{"precision": 10, "scale": 2, "min": 0}', null, true, false),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-0000000000b1', 'genre', 'SELECT',
   '{"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}]}', '"A"', true, false),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-0000000000b1', 'author', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}', null, true, false),
  ('00000000-0000-0000-0000-0000000000c6', '00000000-0000-0000-0000-0000000000b1', 'secret', 'TEXT', null, null, true, false);
update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c6';
insert into workspace_a.book (title, price, genre) values ('one', 1.50, 'B');
create role probe;

-- USER's role goes by the name of a workspace's role.
create function pg_temp.filled(p_text text) returns text language sql as $$
  select replace(p_text, '{user}', "databaseRole") from core.role
  where name = 'USER' and "workspaceId" = '00000000-0000-0000-0000-00000000000a' $$;

-- Two assertions each: what drift() reports, and that the statements it gives leave none.
create temp table damage (sql text) on commit drop;
create function pg_temp.check_drift(p_damage text, variadic p_rows text[]) returns setof text language plpgsql as $$
declare
  v_drift record;
  v_found text[] := '{}';
  v_sql   text[] := '{}';
begin
  insert into pg_temp.damage values (p_damage);
  execute pg_temp.filled(p_damage);
  for v_drift in select * from core.drift('00000000-0000-0000-0000-00000000000a') loop
    v_found := v_found || format('%s %s: %s <> %s', v_drift.kind, v_drift.subject,
      coalesce(v_drift.expected, '-'), coalesce(v_drift.actual, '-'));
    v_sql := v_sql || v_drift.repair;
  end loop;
  execute array_to_string(v_sql, ';');
  return next set_eq(format('select unnest(%L::text[])', v_found),
    format('select pg_temp.filled(u) from unnest(%L::text[]) u', p_rows), p_damage || ': found');
  return next is_empty($d$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $d$, p_damage || ': repaired');
end $$;

select is_empty($$ select * from core.workspace w, core.drift(w.id) $$, 'none in workspaces that nobody touched');

select pg_temp.check_drift('drop index workspace_a."IDX_book_genre"',
  'INDEX book."IDX_book_genre": CREATE INDEX "IDX_book_genre" ON workspace_a.book USING btree (genre) WHERE ("deletedAt" IS NULL) <> -');
select pg_temp.check_drift('drop index workspace_a."IDX_book_isbn_unique"; create index "IDX_book_isbn_unique" on workspace_a.book (isbn) where "deletedAt" is null',
  'INDEX book."IDX_book_isbn_unique": CREATE UNIQUE INDEX "IDX_book_isbn_unique" ON workspace_a.book USING btree (isbn) WHERE ("deletedAt" IS NULL)'
  ' <> CREATE INDEX "IDX_book_isbn_unique" ON workspace_a.book USING btree (isbn) WHERE ("deletedAt" IS NULL)');
select pg_temp.check_drift('create index mine on workspace_a.book (price)', 'INDEX book.mine: - <> CREATE INDEX mine ON workspace_a.book USING btree (price)');
select pg_temp.check_drift('alter table workspace_a.book alter price type numeric(14,4)', 'TYPE book.price: numeric(10,2) <> numeric(14,4)');
select pg_temp.check_drift('alter table workspace_a.book alter title drop not null', 'NULLABILITY book.title: not null <> null');
select pg_temp.check_drift('alter table workspace_a.book alter title set default ''some''',
  'DEFAULT book.title: ''none''::character varying <> ''some''::character varying');
select pg_temp.check_drift('alter table workspace_a.book alter id drop default', 'DEFAULT book.id: gen_random_uuid() <> -');
select pg_temp.check_drift('alter table workspace_a.book drop constraint check_000000000000000000000000000000c4',
  'CHECK book.check_000000000000000000000000000000c4: CHECK (genre in (''A'', ''B'')) <> -');
select pg_temp.check_drift('alter table workspace_a.book drop constraint fk_000000000000000000000000000000c5',
  'FOREIGN_KEY book.fk_000000000000000000000000000000c5: FOREIGN KEY ("authorId") REFERENCES workspace_a.author(id) ON DELETE SET NULL <> -',
  E'COMMENT constraint book.fk_000000000000000000000000000000c5: @fieldName author\n@foreignFieldName books <> -');
select pg_temp.check_drift('alter table workspace_a.book drop constraint if exists fk_000000000000000000000000000000c5, '
    'add constraint fk_000000000000000000000000000000c5 foreign key ("authorId") references workspace_a.author (id); '
    'comment on constraint fk_000000000000000000000000000000c5 on workspace_a.book is E''@fieldName author\n@foreignFieldName books''',
  'FOREIGN_KEY book.fk_000000000000000000000000000000c5: FOREIGN KEY ("authorId") REFERENCES workspace_a.author(id) ON DELETE SET NULL'
    ' <> FOREIGN KEY ("authorId") REFERENCES workspace_a.author(id)');
select pg_temp.check_drift('alter table workspace_a.book disable row level security', 'ROW_SECURITY book: enabled <> disabled');
select pg_temp.check_drift('drop policy workspace_roles_000000000000000000000000000000b2 on workspace_a.author; create policy mine on workspace_a.author using (true)',
  'POLICY author.workspace_roles_000000000000000000000000000000b2: as permissive for all to '
    || (select string_agg("databaseRole", ', ' order by "databaseRole") from core.role where "workspaceId" = '00000000-0000-0000-0000-00000000000a')
    || ' using (true) with check (true) <> -',
  'POLICY author.mine: - <> as permissive for all to public using (true)');
select pg_temp.check_drift('alter table workspace_a.book disable trigger set_updated_at',
  'TRIGGER book.set_updated_at: CREATE TRIGGER set_updated_at BEFORE UPDATE ON workspace_a.book FOR EACH ROW WHEN ((CURRENT_USER <> ''compiler''::name)) '
  'EXECUTE FUNCTION core.set_updated_at() <> CREATE TRIGGER set_updated_at BEFORE UPDATE ON workspace_a.book FOR EACH ROW WHEN '
  '((CURRENT_USER <> ''compiler''::name)) EXECUTE FUNCTION core.set_updated_at() -- disabled');
select pg_temp.check_drift('grant delete on workspace_a.author to {user}; grant select on workspace_a.author to probe',
  'GRANT author to {user}: insert, select, update <> delete, insert, select, update', 'GRANT author to probe: - <> select');
select pg_temp.check_drift('grant select (secret) on workspace_a.book to {user}; revoke update (title) on workspace_a.book from {user}',
  'GRANT book to {user}: insert ("authorId", "createdAt", "deletedAt", genre, id, isbn, "position", price, title, "updatedAt"), '
  'select ("authorId", "createdAt", "deletedAt", genre, id, isbn, "position", price, title, "updatedAt"), '
  'update ("authorId", "createdAt", "deletedAt", genre, id, isbn, "position", price, title, "updatedAt") <> '
  'insert ("authorId", "createdAt", "deletedAt", genre, id, isbn, "position", price, title, "updatedAt"), '
  'select ("authorId", "createdAt", "deletedAt", genre, id, isbn, "position", price, secret, title, "updatedAt"), '
  'update ("authorId", "createdAt", "deletedAt", genre, id, isbn, "position", price, "updatedAt")');
select pg_temp.check_drift('revoke usage on schema workspace_a from {user}; grant select on core.role to {user}',
  'GRANT schema to {user}: usage <> -', 'GRANT table core.role to {user}: - <> some right');
select pg_temp.check_drift('alter table workspace_a.note drop column body',
  'COLUMN note.body: character varying <> -', 'COMMENT column note.body: @fieldType TEXT <> -',
  'INDEX note."IDX_note_body_search": CREATE INDEX "IDX_note_body_search" ON workspace_a.note USING gin '
  '(to_tsvector(''english''::regconfig, (body)::text)) <> -');
select pg_temp.check_drift('comment on table workspace_a.author is ''@omit''; comment on column workspace_a.book.title is null; comment on column workspace_a.book.id is ''mine''',
  'COMMENT table author: @plural authors <> @omit', 'COMMENT column book.title: @fieldType TEXT <> -', 'COMMENT column book.id: - <> mine');
select pg_temp.check_drift('revoke {user} from api granted by compiler', 'MEMBERSHIP api in {user}: set <> -');
select pg_temp.check_drift('alter role {user} login inherit', 'ROLE_ATTRIBUTE {user} login: - <> login', 'ROLE_ATTRIBUTE {user} inherit: - <> inherit');
select pg_temp.check_drift('create view workspace_a.v as select 1 as one', 'RELATION v: - <> view');

-- All of it at once.
do $$ declare v text; begin
  for v in select pg_temp.filled(sql) from pg_temp.damage where sql !~ 'drop not null|drop column' loop execute v; end loop;
end $$;
select cmp_ok(core.repair('00000000-0000-0000-0000-00000000000a'), '>', 20, 'all of it at once');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'repaired');

-- Not to be repaired by a statement.
alter table workspace_a.book add extra int;
create table workspace_a.stray (id int);
select set_eq($$ select kind, subject, repair from core.drift('00000000-0000-0000-0000-00000000000a') $$,
  $$ values ('COLUMN', 'book.extra', null), ('TABLE', 'stray', null) $$, 'what may hold data has no repair');

-- A missing table is one row, and one for each foreign key.
drop table workspace_a.stray, workspace_a.person cascade;
alter table workspace_a.book drop extra;
select set_eq($$ select kind, regexp_replace(subject, '_.*', ''), actual from core.drift('00000000-0000-0000-0000-00000000000a') $$,
  $$ values ('TABLE', 'person', null), ('FOREIGN_KEY', 'person.fk', null), ('FOREIGN_KEY', 'opportunity.fk', null),
    ('COMMENT', 'constraint person.fk', null), ('COMMENT', 'constraint opportunity.fk', null) $$, 'a missing table');

-- Whoever reads the metadata may ask, about their own workspace.
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
set local session authorization api;
set local role core_reader;
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000b') $$, 'a member asks about the claimed workspace');
select throws_ok($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'MC402', null, 'but about no other');
