select plan(4);

create function pg_temp.emitted(p_policies text) returns text language sql as $$
  select compiler.emit_policies(jsonb_populate_record(null::compiler.operation, jsonb_build_object(
    'object_id', '00000000-0000-0000-0000-0000000000b1', 'roles', '["r", "a\"b"]'::jsonb, 'policies', p_policies::jsonb)), 's."t"') $$;
select is(pg_temp.emitted('[]'), 'alter policy workspace_roles_000000000000000000000000000000b1 on s."t" to "a""b", r', 'the shared policy''s roles');
select is(pg_temp.emitted('[{"id": "00000000-0000-0000-0000-0000000000d1", "previous": {"updateFilter": null, "softDeleteFilter": null}, "next": null}]'),
  (select string_agg(format('drop policy row_%s_000000000000000000000000000000d1 on s."t"', c), '; ') from unnest('{select,insert,update,delete}'::text[]) c)
    || '; ' || pg_temp.emitted('[]'), 'policies that go, first');
select matches(pg_temp.emitted('[{"id": "00000000-0000-0000-0000-0000000000d1", "previous": {"updateFilter": {"a": {"eq": 1}}, "softDeleteFilter": null}, "next": null}]'),
  'drop trigger row_guard_000000000000000000000000000000d1 on s\."t"', 'and a trigger, where there is one');
select matches(pg_temp.emitted('[{"id": "00000000-0000-0000-0000-0000000000d1", "role": "r", "previous": null, "columns": {},
    "next": {"id": "00000000-0000-0000-0000-0000000000d1"}}]'), 'to "a""b", r; create policy row_select_', 'policies that come, last');
