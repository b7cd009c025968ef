-- catalog_comments(): a comment is part of the API.
select plan(3);

create schema probe;
create table probe.t (id int constraint pk primary key, "aB" text);
create index i on probe.t ("aB");
comment on table probe.t is '@plural "ts"';
comment on column probe.t."aB" is E'it''s\n\\ here';
comment on constraint pk on probe.t is 'key';
comment on index probe.i is 'index';

select set_eq(
  $$ select subject, table_name, column_name, definition from compiler.catalog_comments('probe') $$,
  $$ values ('table t', 't', null, '@plural "ts"'), ('column t."aB"', 't', 'aB', E'it''s\n\\ here'),
    ('constraint t.pk', 't', null, 'key'), ('index t.i', 't', null, 'index') $$, 'where there is one');
create temp table before on commit drop as select * from compiler.catalog_comments('probe');
do $$ declare v text; begin
  for v in select drop_sql from before loop execute v; execute v; end loop;
end $$;
select is_empty($$ select * from compiler.catalog_comments('probe') $$, 'drop_sql takes all away, and may run twice');
do $$ declare v text; begin
  for v in select create_sql from before loop execute v; execute v; end loop;
end $$;
select set_eq($$ select subject, definition from compiler.catalog_comments('probe') $$,
  $$ select subject, definition from before $$, 'create_sql brings all back');
