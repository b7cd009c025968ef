/*
 * validate_label: VALIDATE -> plan -> emit -> apply -> log
 *
 * Labels of objects, fields and options, and option values, are any text of 1
 * to 63 characters without blanks around it.
 *
 * Expects: what the label is of, and the label.
 * Returns: one fault (MC105), or none.
 * Test:    test/functions/10-validate/validate_label.tap.sql
 */
create or replace function compiler.validate_label(p_subject text, p_label text)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_label$
begin
  -- Characters of no width are blanks too: a label of them alone could not be seen.
  if p_label is null or p_label = '' or length(p_label) > 63
    or p_label ~ '^[\s\u200b-\u200d\u2060\ufeff]|[\s\u200b-\u200d\u2060\ufeff]$' then
    return array[row('MC105',
      format('%s %s is not valid', p_subject, compiler.shown(p_label)),
      compiler.counted(coalesce(length(p_label), 0), 'character.', 'characters.'),
      'Give 1 to 63 characters with no blank before or after.')::compiler.fault];
  end if;
  return '{}';
end;
$validate_label$;

comment on function compiler.validate_label is 'Validate pass: the form of a label or an option''s value.';

revoke all on function compiler.validate_label from public;
