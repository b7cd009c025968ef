/*
 * MANY_TO_MANY: a list on both sides, by way of the junction object, whose records are made and deleted
 * like any other's.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { one } from '../../support/workspaces.ts';
import { type Changing, changing, done, fieldsOf } from './changing.ts';
import {
  type Api,
  type Caller,
  code,
  createField,
  createObject,
  objectId,
  startApi,
  statementsOf,
} from './support.ts';

let api: Api;
let caller: Caller;
let change: Changing;
let course: string;
let students: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'debug' });
  caller = await api.caller(await api.createWorkspace('junctions'));
  change = changing(caller);
  course = await createObject(caller, 'course', 'courses', [{ name: 'name', type: 'TEXT' }]);
  const student = await createObject(caller, 'student', 'students', [
    { name: 'name', type: 'TEXT' },
  ]);
  students = await createField(caller, course, {
    name: 'students',
    type: 'RELATION',
    description: 'Who comes',
    settings: { relationType: 'MANY_TO_MANY', relationTargetObjectId: student },
  });
  for (const [object, names] of [
    ['Course', ['art', 'law']],
    ['Student', ['ann', 'bob', 'cid']],
  ] as const) {
    for (const name of names) {
      const data = await caller.data(
        `mutation ($name: String) { create${object}(data: { name: $name }) { id } }`,
        { name },
      );
      ids[name] = data[`create${object}`].id;
    }
  }
  for (const [courseName, studentName] of [
    ['art', 'ann'],
    ['art', 'bob'],
    ['law', 'bob'],
    ['law', 'bob'],
  ] as const) {
    await join(courseName, studentName);
  }
});

afterAll(() => api?.stop());

async function join(courseName: string, studentName: string): Promise<string> {
  const { createCourseStudent } = await caller.data(
    'mutation ($c: ID!, $s: ID!) { createCourseStudent(data: { courseId: $c, studentId: $s }) { id } }',
    { c: ids[courseName], s: ids[studentName] },
  );
  return createCourseStudent.id;
}

test('its records are made many at once, by connecting both', async () => {
  const data = [
    ['art', 'cid'],
    ['law', 'cid'],
  ].map(([c = '', s = '']) => ({
    course: { connect: { where: { id: ids[c] } } },
    student: { connect: { where: { id: ids[s] } } },
  }));
  const { createCourseStudents } = await caller.data(
    'mutation ($data: [CourseStudentCreateInput!]!) { createCourseStudents(data: $data) { course { name } student { name courses(orderBy: { name: AscNullsLast }) { edges { node { name } } } } } }',
    { data },
  );
  const student = {
    name: 'cid',
    courses: { edges: [{ node: { name: 'art' } }, { node: { name: 'law' } }] },
  };
  expect(createCourseStudents).toEqual([
    { course: { name: 'art' }, student },
    { course: { name: 'law' }, student },
  ]);
  const { destroyCourseStudents } = await caller.data(
    'mutation ($id: ID!) { destroyCourseStudents(filter: { studentId: { eq: $id } }) { id } }',
    { id: ids.cid },
  );
  expect(destroyCourseStudents).toHaveLength(2);
});

const QUERY = `{
  courses(orderBy: [{ name: AscNullsLast }]) {
    edges { node { name students(orderBy: [{ name: DescNullsLast }]) { totalCount edges { node { name } } } } }
  }
}`;

type Named = { node: { name: string } };

/** Whom each course has, as { art: ["bob", "ann"] }. */
async function attendance(query = QUERY, list = 'students'): Promise<Record<string, string[]>> {
  const { courses } = await caller.data(query);
  return Object.fromEntries(
    courses.edges.map(
      ({ node }: { node: Record<string, { edges: Named[] }> & { name: string } }) => [
        node.name,
        node[list]?.edges.map((edge) => edge.node.name),
      ],
    ),
  );
}

const ALL = { art: ['bob', 'ann'], law: ['bob'] };

test('both sides list the other, each record once, in one statement', async () => {
  expect(await attendance()).toEqual(ALL);
  const both = `{
    students(orderBy: [{ name: AscNullsLast }]) {
      edges { node { name courses { totalCount edges { node { name students { totalCount } } } } } }
    }
  }`;
  const course = (name: string, totalCount: number) => ({
    node: { name, students: { totalCount } },
  });
  const { students } = await caller.data(both);
  const [art, law] = [course('art', 2), course('law', 1)];
  expect(students.edges.map(({ node }: { node: unknown }) => node)).toEqual([
    { name: 'ann', courses: { totalCount: 1, edges: [art] } },
    { name: 'bob', courses: { totalCount: 2, edges: expect.arrayContaining([art, law]) } },
    { name: 'cid', courses: { totalCount: 0, edges: [] } },
  ]);
  for (const query of [QUERY, both]) {
    expect(await statementsOf(api, caller, () => caller.data(query))).toHaveLength(1);
  }
});

test('filter, order, pages', async () => {
  const page = (args: string) =>
    attendance(
      `{ courses { edges { node { name students(${args}) { edges { node { name } } } } } } }`,
    );
  expect(await page('filter: { name: { eq: "bob" } }')).toEqual({ art: ['bob'], law: ['bob'] });
  expect(await page('orderBy: [{ name: AscNullsLast }], first: 1')).toEqual({
    art: ['ann'],
    law: ['bob'],
  });
  expect(await page('orderBy: [{ name: AscNullsLast }], first: 1, offset: 1')).toEqual({
    art: ['bob'],
    law: [],
  });
  const { course } = await caller.data(
    '{ course(filter: { name: { eq: "art" } }) { students(orderBy: [{ name: AscNullsLast }], first: 1) { pageInfo { endCursor } } } }',
  );
  const { course: next } = await caller.data(
    `query ($after: String) { course(filter: { name: { eq: "art" } }) {
      students(orderBy: [{ name: AscNullsLast }], after: $after) { edges { node { name } } }
    } }`,
    { after: course.students.pageInfo.endCursor },
  );
  expect(next.students.edges).toEqual([{ node: { name: 'bob' } }]);
});

test('aggregates, of each record once', async () => {
  const query =
    '{ courses(orderBy: [{ name: AscNullsLast }]) { edges { node { students(first: 1) { totalCount countUniqueValuesName countEmptyName } } } } }';
  const { courses } = await caller.data(query);
  expect(courses.edges.map(({ node }: { node: unknown }) => node)).toEqual([
    { students: { totalCount: 2, countUniqueValuesName: 2, countEmptyName: 0 } },
    { students: { totalCount: 1, countUniqueValuesName: 1, countEmptyName: 0 } },
  ]);
  expect(await statementsOf(api, caller, () => caller.data(query))).toHaveLength(1);
});

test('in the answer of a mutation, too', async () => {
  const { updateCourse } = await caller.data(
    'mutation ($id: ID!) { updateCourse(id: $id, data: { position: 1 }) { students { totalCount } } }',
    { id: ids.art },
  );
  expect(updateCourse).toEqual({ students: { totalCount: 2 } });
});

test('whom a soft-deleted record joined, and who is soft-deleted, is not listed', async () => {
  const joined = await join('law', 'cid');
  expect(await attendance()).toEqual({ ...ALL, law: ['cid', 'bob'] });
  await caller.data('mutation ($id: ID!) { deleteCourseStudent(id: $id) { id } }', { id: joined });
  expect(await attendance()).toEqual(ALL);
  await caller.data('mutation ($id: ID!) { deleteStudent(id: $id) { id } }', { id: ids.bob });
  expect(await attendance()).toEqual({ art: ['ann'], law: [] });
  await caller.data('mutation ($id: ID!) { restoreStudent(id: $id) { id } }', { id: ids.bob });
});

test('follows its metadata: name, description, off and on, deleted and restored', async () => {
  const described = async () => {
    const { __type } = await caller.data(
      '{ __type(name: "Course") { fields { name description } } }',
    );
    return __type.fields.find(({ name }: { name: string }) => /students|pupils/.test(name));
  };
  expect(await described()).toEqual({ name: 'students', description: 'Who comes' });
  await done(change.updateField(students, { name: 'pupils', description: 'Who learns' }));
  expect(await described()).toEqual({ name: 'pupils', description: 'Who learns' });
  await done(change.updateField(students, { name: 'students' }));

  await done(change.updateField(students, { isActive: false }));
  expect(await described()).toBeUndefined();
  expect(await fieldsOf(caller, 'Student')).not.toContain('courses');
  await done(change.updateField(students, { isActive: true }));
  expect(await attendance()).toEqual(ALL);

  await done(change.deleteField(students));
  expect(await described()).toBeUndefined();
  expect(await fieldsOf(caller, 'Student')).not.toContain('courses');
  expect(await fieldsOf(caller, 'CourseStudent')).toEqual(
    expect.arrayContaining(['course', 'student']),
  );
  await api.database.query('select core.restore_field($1)', [students]);
  expect(await attendance()).toEqual(ALL);
});

test('without its junction there is no list', async () => {
  const junction = await objectId(caller, 'courseStudent');
  await done(change.updateObject(junction, { nameSingular: 'seat', namePlural: 'seats' }));
  expect(await attendance()).toEqual(ALL);
  await done(change.updateObject(junction, { isActive: false }));
  expect(code(await caller.ask(QUERY))).toBe('BAD_USER_INPUT');
  expect(await fieldsOf(caller, 'Course')).not.toContain('students');
  expect(await fieldsOf(caller, 'Student')).not.toContain('courses');
  await done(change.updateObject(junction, { isActive: true }));
  expect(await attendance()).toEqual(ALL);
});

test('nor without one of its two relations', async () => {
  const { id } = await one<{ id: string }>(
    api.database,
    `select f.id from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId"
     where o."nameSingular" = 'seat' and f.name = 'course'`,
  );
  await done(change.updateField(id, { isActive: false }));
  expect(await fieldsOf(caller, 'Course')).not.toContain('students');
  expect(await fieldsOf(caller, 'Student')).not.toContain('courses');
  await done(change.updateField(id, { isActive: true }));
  expect(await attendance()).toEqual(ALL);
});

test('it is not deleted, nor its relations, while it holds a relation', async () => {
  const junction = await objectId(caller, 'seat');
  const { errors } = await change.deleteObject(junction);
  expect(errors?.[0]?.extensions).toMatchObject({
    sqlstate: 'MC503',
    detail: expect.stringContaining('"course.students"'),
  });
});

test('of an object with itself, each side has its own direction', async () => {
  await createField(caller, course, {
    name: 'requires',
    type: 'RELATION',
    settings: {
      relationType: 'MANY_TO_MANY',
      relationTargetObjectId: course,
      relationTargetFieldName: 'requiredBy',
      junctionObjectName: 'prerequisite',
    },
  });
  await caller.data(
    'mutation ($law: ID!, $art: ID!) { createPrerequisite(data: { courseId: $law, otherCourseId: $art }) { id } }',
    { law: ids.law, art: ids.art },
  );
  const list = async (name: string) =>
    attendance(`{ courses { edges { node { name ${name} { edges { node { name } } } } } } }`, name);
  expect(await list('requires')).toEqual({ law: ['art'], art: [] });
  expect(await list('requiredBy')).toEqual({ law: [], art: ['law'] });
});
