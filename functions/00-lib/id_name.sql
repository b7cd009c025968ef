/*
 * id_name: lib
 *
 * The name of what is named after an id (constraints, policies, roles), so that
 * renaming an object or a field does not touch it.
 *
 * Expects: a prefix of ours (at most 30 bytes) and the id it belongs to.
 * Returns: <prefix>_<32 hexadecimal digits>, at most 63 bytes.
 * Test:    test/functions/00-lib/id_name.tap.sql
 */
create or replace function compiler.id_name(p_prefix text, p_id uuid)
returns text
language sql
immutable strict parallel safe
security invoker
return p_prefix || '_' || replace(p_id::text, '-', '');

comment on function compiler.id_name is 'Lib: the name of a constraint, policy or role, from the id it belongs to.';

revoke all on function compiler.id_name from public;
