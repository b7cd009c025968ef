/*
 * Records of the standard objects: companies, the people who work there, deals with them, tasks and
 * notes about all of it.
 */
import { daysAgo, type Fake, type SystemFields, slug, systemFields, trashEvery } from './fake.ts';
import type { Member } from './members.ts';

/** A record of company. */
export interface Company extends SystemFields {
  readonly name: string;
  readonly domainName: string;
  readonly address: string;
  readonly employees: number;
  readonly email: string;
}

interface Person extends SystemFields {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly companyId: string | null;
}

const COUNTS = { company: 30, person: 90, opportunity: 40, task: 50, note: 30 };
const STAGES = ['NEW', 'SCREENING', 'MEETING', 'PROPOSAL', 'CUSTOMER'] as const;
const STATUSES = ['TODO', 'IN_PROGRESS', 'DONE'] as const;
const DEALS = ['pilot', 'licences', 'renewal', 'expansion', 'support contract', 'migration'];
const TASKS = ['Call', 'Send the offer to', 'Prepare a demo for', 'Follow up with', 'Invite'];
const NOTES = ['Meeting with', 'Call with', 'Feedback of', 'Idea from'];

/** The records of all standard objects but workspaceMember, by table. */
export function buildCrm(fake: Fake, members: readonly Member[]) {
  const company = Array.from({ length: COUNTS.company }, (_, place) => buildCompany(fake, place));
  const person = Array.from({ length: COUNTS.person }, (_, place) =>
    buildPerson(fake, place, company),
  );
  return {
    company: trashEvery(15, company),
    person: trashEvery(30, person),
    opportunity: trashEvery(20, buildOpportunities(fake, company, person)),
    task: trashEvery(25, buildTasks(fake, person, members)),
    note: trashEvery(15, buildNotes(fake, person)),
  };
}

function buildCompany(fake: Fake, place: number): Company {
  const name = fake.company.name();
  const domainName = `${slug(name)}.example`;
  const { streetAddress, city, state, zipCode } = fake.location;
  return {
    ...systemFields(fake, place, daysAgo(fake, 730), daysAgo(fake, 365)),
    name,
    domainName,
    address: `${streetAddress()}, ${city()}, ${state({ abbreviated: true })} ${zipCode()}`,
    employees: Math.round(10 ** fake.number.float({ min: 0.7, max: 4 })),
    email: `hello@${domainName}`,
  };
}

/** One in ten works nowhere. */
function buildPerson(fake: Fake, place: number, companies: readonly Company[]): Person {
  const firstName = fake.person.firstName();
  const lastName = fake.person.lastName();
  const company = fake.helpers.maybe(() => fake.helpers.arrayElement(companies), {
    probability: 0.9,
  });
  return {
    ...systemFields(fake, place, daysAgo(fake, 365), daysAgo(fake, 180)),
    firstName,
    lastName,
    email: `${slug(firstName)}.${slug(lastName)}@${company?.domainName ?? 'mail.example'}`,
    phone: fake.phone.number({ style: 'international' }),
    companyId: company?.id ?? null,
  };
}

function buildOpportunities(fake: Fake, companies: readonly Company[], people: readonly Person[]) {
  const clients = companies.filter(({ id }) => people.some(({ companyId }) => companyId === id));
  return Array.from({ length: COUNTS.opportunity }, (_, place) => {
    const company = fake.helpers.arrayElement(clients);
    const contacts = people.filter(({ companyId }) => companyId === company.id);
    const opensUntil = { from: daysAgo(fake, 30), to: daysAgo(fake, -120) };
    return {
      ...systemFields(fake, place, daysAgo(fake, 180), daysAgo(fake, 30)),
      name: `${company.name}: ${fake.helpers.arrayElement(DEALS)}`,
      amount: fake.number.int({ min: 2, max: 400 }) * 500,
      closeDate: fake.date.between(opensUntil).toISOString().slice(0, 10),
      stage: fake.helpers.arrayElement(STAGES),
      companyId: company.id,
      pointOfContactId: fake.helpers.arrayElement(contacts).id,
    };
  });
}

function buildTasks(fake: Fake, people: readonly Person[], members: readonly Member[]) {
  return Array.from({ length: COUNTS.task }, (_, place) => {
    const { firstName, lastName } = fake.helpers.arrayElement(people);
    const assignee = fake.helpers.maybe(() => fake.helpers.arrayElement(members), {
      probability: 0.8,
    });
    return {
      ...systemFields(fake, place, daysAgo(fake, 60), daysAgo(fake, 1)),
      title: `${fake.helpers.arrayElement(TASKS)} ${firstName} ${lastName}`,
      body: fake.company.catchPhrase(),
      dueAt: fake.date.between({ from: daysAgo(fake, 14), to: daysAgo(fake, -30) }).toISOString(),
      status: fake.helpers.arrayElement(STATUSES),
      assigneeId: assignee?.id ?? null,
    };
  });
}

function buildNotes(fake: Fake, people: readonly Person[]) {
  return Array.from({ length: COUNTS.note }, (_, place) => {
    const { firstName, lastName } = fake.helpers.arrayElement(people);
    return {
      ...systemFields(fake, place, daysAgo(fake, 120), daysAgo(fake, 1)),
      title: `${fake.helpers.arrayElement(NOTES)} ${firstName} ${lastName}`,
      body: `They want to ${fake.company.buzzPhrase()}. ${fake.company.catchPhrase()}.`,
    };
  });
}
