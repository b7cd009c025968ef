select plan(5);

create temp table note (title text, "updatedAt" timestamptz not null default now());
create trigger set_updated_at before update on note for each row execute function core.set_updated_at();

insert into note values ('old', '2000-01-01Z');
select is((select "updatedAt" from note), '2000-01-01Z', 'an insert keeps the time that it gives');

update note set title = 'new';
select is((select "updatedAt" from note), now(), 'an update stamps the time of its transaction');
select is((select title from note), 'new', 'and keeps what it changed');

update note set "updatedAt" = '2000-01-01Z';
select is((select "updatedAt" from note), now(), 'a time that an update gives does not count');

update note set "updatedAt" = null;
select is((select "updatedAt" from note), now(), 'nor does null');
