/*
 * smart_comment: lib
 *
 * The text of a COMMENT that PostGraphile reads. It takes every leading line
 * that starts with @ for a smart tag, so a user's text is never put there as it
 * is: it goes through encoded_text(), which gives one line within quotes.
 *
 * Expects: tags from our own closed list, whose values passed assertion by the
 *          validate pass (names, currency codes); a null value leaves its tag out.
 * Returns: one line a tag, or null when there is nothing to say.
 * Test:    test/functions/00-lib/smart_comment.tap.sql
 */
create or replace function compiler.smart_comment(p_tags text, p_description text)
returns text
language sql
stable parallel safe
security invoker
return nullif(concat_ws(E'\n', p_tags, '@description ' || compiler.encoded_text(p_description)), '');

comment on function compiler.smart_comment is 'Lib: a comment that holds smart tags and an encoded description.';

revoke all on function compiler.smart_comment from public;
