-- What a missing table takes along is one row with it; its foreign keys, and what is missing of other tables, are rows of their own.
select plan(3);

create function pg_temp.merged(p_table_actual text) returns setof text language sql as $$
  select concat_ws(' | ', kind, subject, repair) from compiler.merge_differences(array[
    ('TABLE', 'book', 'book', null, 'table', p_table_actual, null, 'create table book'),
    ('COLUMN', 'book.title', 'book', 'title', 'text', null, null, 'add column title'),
    ('FOREIGN_KEY', 'book.author', 'book', null, 'key', null, 'drop key', 'create key'),
    ('COMMENT', 'constraint book.author', 'book', null, 'comment', null, null, 'comment on key'),
    ('COLUMN', 'author.extra', 'author', 'extra', null, 'text', null, null)]::compiler.difference[]) $$;
select results_eq($$ select pg_temp.merged(null) $$, $$ values ('TABLE | book | create table book; add column title'),
  ('FOREIGN_KEY | book.author | drop key; create key'), ('COMMENT | constraint book.author | comment on key'), ('COLUMN | author.extra') $$,
  'a missing table');
select results_eq($$ select pg_temp.merged('partitioned') limit 2 $$,
  $$ values ('TABLE | book | create table book'), ('COLUMN | book.title | add column title') $$, 'one that is there');
select is_empty($$ select * from compiler.merge_differences('{}') $$, 'nothing');
