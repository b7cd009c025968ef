/*
 * forbid_change: triggers
 *
 * What the compiler does not compile is refused, so that metadata and tables
 * cannot disagree. A trigger says what to do instead, but where TRUNCATE alone
 * is refused.
 *
 * Raises:  MC501.
 * Test:    test/functions/80-triggers/forbid_change.tap.sql
 */
create or replace function compiler.forbid_change()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $forbid_change$
begin
  raise exception '% of core.% is not possible', lower(tg_op), quote_ident(tg_table_name)
    using errcode = 'MC501',
          detail  = case tg_nargs when 0 then 'The compiler follows rows, and TRUNCATE names none. Nothing was changed.'
            else 'The compiler makes and keeps these rows. Nothing was changed.' end,
          hint    = coalesce(tg_argv[0], 'DELETE the rows that are to go.');
end;
$forbid_change$;

comment on function compiler.forbid_change is 'Trigger function: refuses changes that the compiler does not compile.';

revoke all on function compiler.forbid_change from public;
