-- What the compiler cannot compile is refused, even where no row is concerned.
select plan(5);

create table public.guarded (id integer);
create trigger forbid before insert or update or delete on public.guarded
  for each statement execute function compiler.forbid_change('Look elsewhere.');
create trigger forbid_truncate before truncate on public.guarded
  for each statement execute function compiler.forbid_change();
-- Detail and hint of a statement's error.
create function pg_temp.told(p_statement text) returns text language plpgsql as $$
declare
  v_detail text;
  v_hint   text;
begin
  execute p_statement;
exception when sqlstate 'MC501' then
  get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
  return v_detail || ' ' || v_hint;
end $$;

select throws_ok('insert into public.guarded values (1)', 'MC501', 'insert of core.guarded is not possible', 'INSERT');
select throws_ok('delete from public.guarded where false', 'MC501', 'delete of core.guarded is not possible', 'DELETE');
select is(pg_temp.told('delete from public.guarded'), 'The compiler makes and keeps these rows. Nothing was changed. Look elsewhere.', 'what to do instead');
select throws_ok('truncate public.guarded', 'MC501', 'truncate of core.guarded is not possible', 'TRUNCATE');
select is(pg_temp.told('truncate core."userWorkspace"'),
  'The compiler follows rows, and TRUNCATE names none. Nothing was changed. DELETE the rows that are to go.', 'of rows that may be deleted');
