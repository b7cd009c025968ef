/*
 * short_object: workspace
 *
 * What a blueprint has to say of an object: the reverse of full_object().
 *
 * Expects: an object in full form; the standard object of that name, or null.
 * Returns: its names (of a standard object the singular), and what differs from
 *          what full_object() would fill in; of fields, see short_field().
 * Test:    test/functions/60-workspace/short_object.tap.sql
 */
create or replace function compiler.short_object(p_object jsonb, p_standard jsonb default null)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $short_object$
declare
  v_standard jsonb := case when p_standard is not null then compiler.full_object(p_standard) end;
  v_names    jsonb := jsonb_build_object('nameSingular', p_object -> 'nameSingular')
    || case when p_standard is null then jsonb_build_object('namePlural', p_object -> 'namePlural') else '{}' end;
  v_fields   jsonb;
  v_indexes  jsonb;
begin
  select jsonb_agg(short.field order by f.place) into v_fields
  from jsonb_array_elements(p_object -> 'fields') with ordinality f (field, place)
  left join jsonb_array_elements(v_standard -> 'fields') s (field) on s.field ->> 'name' = f.field ->> 'name'
  cross join lateral compiler.short_field(f.field, s.field, p_object) short (field)
  -- A standard field that is as it comes has its name alone.
  where s.field is null or short.field - 'name' <> '{}';
  select jsonb_agg(
      jsonb_build_object('fields', i.index -> 'fields')
        || compiler.changed_keys(i.index, compiler.full_index(jsonb_build_object('fields', i.index -> 'fields')))
      order by i.place)
  into v_indexes
  from jsonb_array_elements(p_object -> 'indexes') with ordinality i (index, place);

  return v_names
    || compiler.changed_keys(p_object - '{fields,indexes}'::text[], coalesce(v_standard, compiler.full_object(v_names)))
    || jsonb_strip_nulls(jsonb_build_object('indexes', v_indexes))
    -- Not stripped: a null within is said on purpose.
    || case when v_fields is null then '{}' else jsonb_build_object('fields', v_fields) end;
end;
$short_object$;

comment on function compiler.short_object is 'An object of a blueprint without what goes without saying.';

revoke all on function compiler.short_object from public;
