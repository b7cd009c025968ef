/*
 * converts_as_text: validate -> PLAN -> emit -> apply -> log
 *
 * Whether values of one field type may become values of another by way of their
 * text. conversion() has those that need more.
 *
 * Expects: two different field types.
 * Returns: true or false.
 * Test:    test/functions/20-plan/converts_as_text.tap.sql
 */
create or replace function compiler.converts_as_text(p_from text, p_to text)
returns boolean
language sql
immutable parallel safe
security invoker
return case
  when p_from in ('TEXT', 'SELECT') then
    p_to in ('TEXT', 'SELECT', 'EMAIL', 'PHONE', 'URL', 'NUMBER', 'RATING', 'BOOLEAN', 'DATE', 'DATE_TIME')
  when p_from in ('EMAIL', 'PHONE', 'URL') then p_to in ('TEXT', 'SELECT', 'EMAIL', 'PHONE', 'URL')
  when p_from in ('NUMBER', 'RATING') then p_to in ('TEXT', 'SELECT', 'NUMBER', 'RATING')
  when p_from in ('BOOLEAN', 'DATE', 'DATE_TIME') then p_to in ('TEXT', 'SELECT')
  else false
end;

comment on function compiler.converts_as_text is 'Plan pass: whether a change of type goes by way of text.';

revoke all on function compiler.converts_as_text from public;
