/*
 * shown: lib
 *
 * A user's text as it is quoted in a message: cut to a length a person reads.
 *
 * Expects: any text.
 * Returns: at most 80 characters and an ellipsis, within double quotes.
 * Test:    test/functions/00-lib/shown.tap.sql
 */
create or replace function compiler.shown(p_text text)
returns text
language sql
immutable parallel safe
security invoker
return case
  when p_text is null then 'null'
  when length(p_text) > 80 then '"' || left(p_text, 80) || '…"'
  else '"' || p_text || '"'
end;

comment on function compiler.shown is 'Lib: a user''s text, quoted and cut for a message.';

revoke all on function compiler.shown from public;
