select plan(9);

create schema workspace_test;
create table workspace_test.deal (id int, stage varchar, amount double precision);
insert into workspace_test.deal values (1, 'A', 0.30000000000000004), (2, 'A', null), (3, null, null);

-- What running some SQL raises: code, message, detail; null when it runs.
create function pg_temp.fault_of(p_sql text) returns text[] language plpgsql as $$
declare
  v_statement compiler.statement;
  v_detail text;
begin
  v_statement.type := 'UPDATE_FIELD';
  v_statement.sql := p_sql;
  perform compiler.apply_to_records(array[v_statement]);
  return null;
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail;
  return array[sqlstate, sqlerrm, v_detail];
end $$;

select is(pg_temp.fault_of(sql), array['MC211', 'a record cannot follow the change', 'Postgres says: ' || postgres || '. Nothing was changed.'], description)
from (values
  ('alter table workspace_test.deal alter stage set not null',
   'column "stage" of relation "deal" contains null values', 'a record came that has no value'),
  ('create unique index i on workspace_test.deal (stage)', 'could not create unique index "i"', 'one that has another''s'),
  ('alter table workspace_test.deal add constraint c check (stage = ''B'')',
   'check constraint "c" of relation "deal" is violated by some row', 'one with a value that the CHECK refuses'),
  ('alter table workspace_test.deal alter stage type integer using stage::integer',
   'invalid input syntax for type integer: "A"', 'one that cannot be converted')
) t (sql, postgres, description);
insert into workspace_test.deal (stage) select string_agg(md5(i::text), '') from generate_series(1, 200) i;
select alike((pg_temp.fault_of('create index i on workspace_test.deal (stage)'))[3],
  'Postgres says: index row size % exceeds btree version 4 maximum 2704 for index "i". Nothing was changed.', 'one too long for an index');
select is((pg_temp.fault_of('select * from workspace_test.missing'))[1], '42P01', 'a mistake of the compiler stays what it is');
select is(pg_temp.fault_of('alter table workspace_test.deal alter stage set default ''A'''), null, 'what no record is in the way of runs');

set local extra_float_digits = 0;
select is(pg_temp.fault_of('alter table workspace_test.deal alter amount type numeric using amount::text::numeric'), null, 'a float becomes a numeric');
select is((select amount from workspace_test.deal where id = 1), 0.30000000000000004, 'exactly, whatever the session shows of a float');
