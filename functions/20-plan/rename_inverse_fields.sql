/*
 * rename_inverse_fields: validate -> PLAN -> emit -> apply -> log
 *
 * An inverse field that got its name from the object it leads to follows when
 * that is renamed: task.project of a project that becomes a venture is
 * task.venture. One that was given a name keeps it. Settings that name a renamed
 * junction object follow.
 *
 * Returns: the ids of the fields.
 * Test:    test/functions/20-plan/rename_inverse_fields.tap.sql
 */
create or replace function compiler.rename_inverse_fields(
  p_previous core."objectMetadata", p_next core."objectMetadata")
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $rename_inverse_fields$
declare
  v_ids uuid[];
begin
  with renamed as (
    update core."fieldMetadata" f
    set name = case f.name when p_previous."nameSingular" then p_next."nameSingular" else p_next."namePlural" end,
      label = case f.label
        when p_previous."labelSingular" then p_next."labelSingular"
        when p_previous."labelPlural" then p_next."labelPlural"
        else f.label
      end
    from core."relationMetadata" r, core."fieldMetadata" source
    where f.id in (r."fromFieldMetadataId", r."toFieldMetadataId")
      and source.id in (r."fromFieldMetadataId", r."toFieldMetadataId") and source.id <> f.id
      and source."objectMetadataId" = p_next.id
      -- The inverse came after its source, which gave it no name.
      and f.ordinal > source.ordinal and not source.settings ? 'relationTargetFieldName'
      and f.name = case when f.settings ->> 'relationType' in ('ONE_TO_MANY', 'MANY_TO_MANY')
        then p_previous."namePlural" else p_previous."nameSingular" end
      -- The name that it has is another from now on: what follows once does not follow again.
      and case f.name when p_previous."nameSingular" then p_next."nameSingular" else p_next."namePlural" end <> f.name
    returning f.id
  )
  select coalesce(array_agg(id), '{}') into v_ids from renamed;
  if p_previous."nameSingular" <> p_next."nameSingular" then
    with renamed as (
      update core."fieldMetadata" f
      set settings = f.settings || jsonb_build_object('junctionObjectName', p_next."nameSingular")
      from core."fieldMetadata" side
      join compiler.junction j on j.field_id = side.id
      where side."objectMetadataId" = p_next.id and f.id = j.list_field_id
        and f.settings ->> 'junctionObjectName' <> p_next."nameSingular"
      returning f.id
    )
    select v_ids || coalesce(array_agg(id), '{}') into v_ids from renamed;
  end if;
  return v_ids;
end;
$rename_inverse_fields$;

comment on function compiler.rename_inverse_fields is 'Plan pass: inverse fields follow the name of the object they lead to.';

revoke all on function compiler.rename_inverse_fields from public;
