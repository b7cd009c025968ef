-- What the compiler cannot compile is refused, even where no row is concerned.
select plan(3);

create table public.guarded (id integer);
create trigger forbid before insert or update or delete or truncate on public.guarded
  for each statement execute function compiler.forbid_change();

select throws_ok('insert into public.guarded values (1)', 'MC501', 'insert of core.guarded is not possible', 'INSERT');
select throws_ok('delete from public.guarded where false', 'MC501', 'delete of core.guarded is not possible', 'DELETE');
select throws_ok('truncate public.guarded', 'MC501', 'truncate of core.guarded is not possible', 'TRUNCATE');
