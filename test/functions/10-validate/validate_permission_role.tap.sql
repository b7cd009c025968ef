-- Whose permissions may be given.
select plan(3);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.fault(p_name text) returns text language sql as $$
  select (f).sqlstate || ' ' || (f).message || ' ' || (f).detail
  from (values (null)) one left join core.role r on r.name = p_name
  left join lateral unnest(compiler.validate_permission_role(r, '00000000-0000-0000-0000-0000000000d1')) f on true
$$;
select is(pg_temp.fault('USER'), null, 'of a role');
select is(pg_temp.fault('ADMIN'), 'MC502 standard role "ADMIN" keeps its rights It may do everything with every object and field.', 'not of ADMIN');
select is(pg_temp.fault('nobody'), 'MC301 the permission is of no role No role of this workspace has the id 00000000-0000-0000-0000-0000000000d1.', 'not of none');
