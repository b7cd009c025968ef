/*
 * base36: lib
 *
 * A uuid, read as a 128-bit number, in base 36: lower case, unpadded.
 *
 * Expects: any uuid.
 * Returns: 1 to 25 characters of [0-9a-z].
 * Test:    test/functions/00-lib/base36.tap.sql
 */
create or replace function compiler.base36(p_id uuid)
returns text
language plpgsql
immutable strict parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $base36$
declare
  v_digits constant text := '0123456789abcdefghijklmnopqrstuvwxyz';
  v_hex    constant text := replace(p_id::text, '-', '');
  -- Four 32-bit words as a numeric; 36^12 is the largest power that fits a bigint.
  v_rest   numeric := 0;
  v_chunk  bigint;
  v_result text := '';
begin
  for i in 0..3 loop
    v_rest := v_rest * 4294967296 + ('x' || lpad(substr(v_hex, i * 8 + 1, 8), 16, '0'))::bit(64)::bigint;
  end loop;
  while v_rest > 0 loop
    v_chunk := mod(v_rest, 4738381338321616896);
    v_rest  := div(v_rest, 4738381338321616896);
    for i in 1..12 loop
      v_result := substr(v_digits, (v_chunk % 36)::int + 1, 1) || v_result;
      v_chunk  := v_chunk / 36;
    end loop;
  end loop;
  return coalesce(nullif(ltrim(v_result, '0'), ''), '0');
end;
$base36$;

comment on function compiler.base36 is 'Lib: a uuid as a base-36 number, lower case, unpadded.';

revoke all on function compiler.base36 from public;
