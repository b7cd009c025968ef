-- A role as a blueprint has it.
select plan(1);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
select is(compiler.blueprint_role(r), compiler.full_role('{"name": "USER"}'), 'in the form of full_role()')
from core.role r where r.name = 'USER' and r."workspaceId" = '00000000-0000-0000-0000-00000000000a';
