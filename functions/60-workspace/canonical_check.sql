/*
 * canonical_check: workspace
 *
 * Postgres writes "column in ('A', 'B')" of a varchar in two ways: one when it
 * has parsed that, another when it has parsed what it wrote, which is what a
 * repair, a dump or a new type of the column give. Both mean the same.
 *
 * Expects: the definition of a constraint, by pg_get_constraintdef().
 * Returns: one text for both, any other definition as it is.
 * Test:    test/functions/60-workspace/canonical_check.tap.sql
 */
create or replace function compiler.canonical_check(p_definition text)
returns text
language plpgsql
immutable strict
security invoker
set search_path = pg_catalog, pg_temp
as $canonical_check$
declare
  v_name    constant text := '(?:\w+|"(?:[^"]|"")+")';
  v_literal constant text := 'E?''(?:[^'']|'''')*''';
  v_once    constant text := v_literal || '::character varying';
  v_twice   constant text := '\(' || v_once || '\)::text';
  v_matches text[] := regexp_match(p_definition,
    format('^CHECK \(\(\((%s)\)::text = ANY \((?:\(ARRAY\[%s(?:, %2$s)*\]\)::text\[\]|ARRAY\[%s(?:, %3$s)*\])\)\)\)(.*)$',
      v_name, v_once, v_twice));
begin
  if v_matches is null then
    return p_definition;
  end if;
  return format('CHECK (%s in (%s))%s', v_matches[1],
    (select string_agg(m[1], ', ') from regexp_matches(p_definition, '(' || v_literal || ')::character varying', 'g') m),
    v_matches[2]);
end;
$canonical_check$;

comment on function compiler.canonical_check is 'Workspace: one text for the two that Postgres has for the options of a SELECT.';

revoke all on function compiler.canonical_check from public;
