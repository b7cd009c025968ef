/*
 * What the servers of the serving bench are asked: the same data in each one's words.
 */

/** A case: our query, stock PostGraphile's, and the SQL that somebody would write for it by hand. */
export interface Question {
  readonly name: string;
  readonly ours: string;
  readonly stock: string;
  /** Answers one column of JSON. $1 is an id of a person. */
  readonly sql: string;
}

const PERSON = 'id firstName lastName email companyId createdAt';
const PERSON_SQL = ['id', 'firstName', 'lastName', 'email', 'companyId', 'createdAt']
  .map((name) => `'${name}', p."${name}"`)
  .join(', ');
const STOCK_PERSON = PERSON.replace('id', 'rowId');

/** Of `id`, which is a person's. */
export function questions(id: string): Question[] {
  return [
    {
      name: 'one record by id',
      ours: `{ person(filter: { id: { eq: "${id}" } }) { ${PERSON} } }`,
      stock: `{ personByRowId(rowId: "${id}") { ${STOCK_PERSON} } }`,
      sql: `select json_build_object(${PERSON_SQL})
            from person p where p.id = $1 and p."deletedAt" is null`,
    },
    {
      name: '50 records with a relation',
      ours: `{ people(first: 50) { edges { node { ${PERSON} company { id name } } } } }`,
      stock: `{ allPeople(first: 50) { edges { node { ${STOCK_PERSON} company { rowId name } } } } }`,
      sql: `select coalesce(json_agg(json_build_object(${PERSON_SQL},
                'company', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end)), '[]')
            from (select * from person where "deletedAt" is null and $1::uuid is not null order by id limit 50) p
            left join company c on c.id = p."companyId" and c."deletedAt" is null`,
    },
    {
      name: 'three levels of lists, 10 x 5 x 2',
      ours: `{ companies(first: 10) { edges { node { id name people(first: 5) { edges { node {
               id firstName opportunities(first: 2) { edges { node { id name } } } } } } } } } }`,
      stock: `{ allCompanies(first: 10) { edges { node { rowId name people(first: 5) { edges { node {
               rowId firstName opportunities(first: 2) { edges { node { rowId name } } } } } } } } } }`,
      sql: `select json_agg(json_build_object('id', c.id, 'name', c.name, 'people', (
              select coalesce(json_agg(json_build_object('id', p.id, 'firstName', p."firstName", 'opportunities', (
                select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name)), '[]')
                from (select * from opportunity where "pointOfContactId" = p.id and "deletedAt" is null
                      order by id limit 2) o))), '[]')
              from (select * from person where "companyId" = c.id and "deletedAt" is null order by id limit 5) p)))
            from (select * from company where "deletedAt" is null and $1::uuid is not null order by id limit 10) c`,
    },
  ];
}
