/*
 * validate_name: VALIDATE -> plan -> emit -> apply -> log
 *
 * A name becomes an identifier in Postgres, GraphQL and TypeScript.
 *
 * Expects: what the name is of ("object", "field"), and the name.
 * Returns: one fault (MC101 malformed, MC103 too long), or none.
 * Test:    test/functions/10-validate/validate_name.tap.sql
 */
create or replace function compiler.validate_name(p_subject text, p_name text)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_name$
begin
  -- Postgres cuts an identifier at 63 bytes without a word.
  if octet_length(p_name) > 63 then
    return array[row('MC103',
      format('%s name %s is too long', p_subject, compiler.shown(p_name)),
      format('%s bytes; Postgres keeps 63.', octet_length(p_name)),
      'Choose a name of at most 63 bytes.')::compiler.fault];
  end if;
  if p_name is null or p_name !~ '^[a-z][a-zA-Z0-9]*$' then
    return array[row('MC101',
      format('%s name %s is not a valid name', p_subject, compiler.shown(p_name)),
      'A name starts with a lower-case letter and goes on with letters and digits: ^[a-z][a-zA-Z0-9]*$.',
      'Choose a camelCase name such as "orderItem"; the label may be any text.')::compiler.fault];
  end if;
  return '{}';
end;
$validate_name$;

comment on function compiler.validate_name is 'Validate pass: the form and length of a name.';

revoke all on function compiler.validate_name from public;
