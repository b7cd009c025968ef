/*
 * Text that fits the name it stands under: a column called "city" holds cities. Rules are asked in
 * order, with the words of the field's name; what no rule knows is a few words about business.
 */
import { type Fake, slug } from '../demo/fake.ts';

/** Who a record is about, so that its name, address of mail and domain agree. */
export interface Identity {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly domain: string;
}

/** One text of a kind. */
export type DrawText = (fake: Fake, who: Identity) => string;

/** A person at a company, both made up; each part when it is first asked for. */
export function drawIdentity(fake: Fake): Identity {
  const drawn: { firstName?: string; lastName?: string; company?: string } = {};
  return {
    get firstName() {
      drawn.firstName ??= fake.person.firstName();
      return drawn.firstName;
    },
    get lastName() {
      drawn.lastName ??= fake.person.lastName();
      return drawn.lastName;
    },
    get company() {
      drawn.company ??= companyName(fake);
      return drawn.company;
    },
    get domain() {
      return `${slug(this.company)}.example`;
    },
  };
}

const COMPANY_FORMS = ['Group', 'Inc', 'LLC', 'Ltd', 'Partners', 'Works', 'Labs', 'Systems'];
const STREETS = ['Street', 'Avenue', 'Road', 'Lane', 'Square', 'Park', 'Hill', 'Way'];

const PEOPLE =
  /person|people|contact|employee|member|user|author|candidate|student|patient|lead|owner/;
const COMPANIES =
  /company|companies|customer|client|vendor|supplier|account|organi[sz]ation|employer|brand/;
const PRODUCTS = /product|item|article|goods|sku/;

const fullName: DrawText = (_, { firstName, lastName }) => `${firstName} ${lastName}`;
const company: DrawText = (_, who) => who.company;
const product: DrawText = (fake) => fake.commerce.productName();
const city: DrawText = (fake) => fake.helpers.arrayElement(fake.definitions.location.city_name);
const sentence: DrawText = (fake) => `${capital(fake.company.buzzPhrase())}.`;
const paragraph: DrawText = (fake) =>
  `${fake.company.catchPhrase()}. We ${fake.company.buzzPhrase()}, and they ${fake.company.buzzPhrase()}.`;

/** By the words of the field's name, in lower case. */
const FIELD_RULES: readonly (readonly [RegExp, DrawText])[] = [
  [/\b(first|given|fore) ?name\b/, (_, who) => who.firstName],
  [/\b(last|family|sur) ?name\b/, (_, who) => who.lastName],
  [/\bmiddle name\b/, (fake) => fake.person.middleName()],
  [/\b(user|nick|login|screen) ?name\b|\bhandle\b/, (_, who) => mailbox(who)],
  [/\be ?mail\b/, (_, who) => `${mailbox(who)}@${who.domain}`],
  [/\b(full|contact|display) name\b/, fullName],
  [/\bcompany|\bemployer\b|\borgani[sz]ation\b|\bvendor\b|\bsupplier\b|\bbrand\b/, company],
  [/\b(domain|host)\b/, (_, who) => who.domain],
  [/\b(url|website|link|homepage)\b/, (_, who) => `https://${who.domain}`],
  [/\b(phone|mobile|telephone|fax)\b/, phoneNumber],
  [
    /\b(job|position) title\b|\bjob\b|\bprofession\b|\boccupation\b/,
    (fake) => fake.person.jobTitle(),
  ],
  [/\bdepartment\b|\bteam\b/, (fake) => fake.commerce.department()],
  [/\b(ip|ip address)\b/, (fake) => fake.internet.ipv4()],
  [/\bstreet\b|\baddress line\b/, streetAddress],
  [/\baddress\b/, (fake, who) => `${streetAddress(fake)}, ${city(fake, who)}`],
  [/\b(zip|postal|post) ?code\b|\bzip\b/, (fake) => fake.location.zipCode()],
  [/\bcountry code\b/, (fake) => fake.location.countryCode()],
  [/\b(city|town)\b/, city],
  [/\b(state|province|region|county)\b/, (fake) => fake.location.state()],
  [/\b(country|nationality)\b/, (fake) => fake.location.country()],
  [/\btime ?zone\b/, (fake) => fake.location.timeZone()],
  [/\b(iban|account number)\b/, (fake) => fake.finance.iban()],
  [/\bcurrency\b/, (fake) => fake.finance.currencyCode()],
  [/\bcolou?r\b/, (fake) => fake.color.human()],
  [
    /\b(language|locale)\b/,
    (fake) => fake.helpers.arrayElement(['en', 'de', 'fr', 'es', 'ja', 'pt']),
  ],
  [/\bmaterial\b/, (fake) => fake.commerce.productMaterial()],
  [/\bgenre\b/, (fake) => fake.music.genre()],
  [/\b(isbn)\b/, (fake) => fake.commerce.isbn()],
  [/\b(license plate|plate)\b/, (fake) => fake.vehicle.vrm()],
  [/\b(vin)\b/, (fake) => fake.vehicle.vin()],
  [/\b(version)\b/, (fake) => fake.system.semver()],
  [/\b(file|filename|file name)\b/, (fake) => fake.system.commonFileName()],
  [/\b(sku|code|number|reference|serial|barcode|ean|key|token)\b/, code],
  [/\b(category|department|section)\b/, (fake) => fake.commerce.department()],
  [/\b(description|summary|about|bio|abstract)\b/, paragraph],
  [/\b(body|content|message|notes?|comments?|text|details|remarks?)\b/, paragraph],
  [/\b(subject|headline|slogan|tag ?line|motto)\b/, (fake) => fake.company.catchPhrase()],
  [/\bslug\b/, (fake) => slug(fake.company.catchPhrase())],
  [/\b(reason|answer|question|feedback|review)\b/, sentence],
];

/** What the record is called, by the words of its object's name. */
const OBJECT_RULES: readonly (readonly [RegExp, DrawText])[] = [
  [PEOPLE, fullName],
  [COMPANIES, company],
  [PRODUCTS, product],
  [/book/, (fake) => fake.book.title()],
  [/song|track|album/, (fake) => fake.music.songName()],
  [/city|place|location|site/, city],
  [/country/, (fake) => fake.location.country()],
  [/vehicle|\bcar\b/, (fake) => fake.vehicle.vehicle()],
  [/animal|\bpet\b/, (fake) => fake.animal.petName()],
  [/dish|meal|recipe|menu/, (fake) => fake.food.dish()],
  [/team|department|category|tag/, (fake) => fake.commerce.department()],
  [/opportunity|deal/, (fake, who) => `${who.company}: ${fake.company.buzzNoun()}`],
  [/task|todo|ticket|issue|activity/, (fake) => capital(fake.company.buzzPhrase())],
];

/** How to make the texts of a field, from its name and its object's. */
export function textsFor(fieldName: string, objectName: string): DrawText {
  const field = words(fieldName);
  const rule = FIELD_RULES.find(([pattern]) => pattern.test(field));
  if (rule !== undefined) return rule[1];
  if (!/\b(name|title|label)\b/.test(field)) return (fake) => fake.company.catchPhrase();
  // "manager name" is a person's, whatever has it; a bare "name" is the record's own.
  const subject = [field.replace(/\b(name|title|label)\b/, '').trim(), words(objectName)];
  const named = subject.flatMap((text) => OBJECT_RULES.filter(([pattern]) => pattern.test(text)));
  return named[0]?.[1] ?? ((fake) => fake.company.catchPhrase());
}

/** A telephone number in the form of E.164 with blanks left out. */
export function phoneNumber(fake: Fake): string {
  return fake.phone.number({ style: 'international' });
}

/** What stands before the @ of a person's address. */
export function mailbox({ firstName, lastName }: Identity): string {
  return `${slug(firstName)}.${slug(lastName)}`;
}

/** `pointOfContact` as `point of contact`. */
export function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
}

// Written out where faker's own, made of templates, take ten times as long.

function companyName(fake: Fake): string {
  const [first, second] = [fake.person.lastName(), fake.person.lastName()];
  const form = fake.number.int({ max: COMPANY_FORMS.length * 2 });
  return form < COMPANY_FORMS.length ? `${first} ${COMPANY_FORMS[form]}` : `${first} & ${second}`;
}

function streetAddress(fake: Fake): string {
  return `${fake.number.int({ min: 1, max: 999 })} ${fake.person.lastName()} ${fake.helpers.arrayElement(STREETS)}`;
}

function code(fake: Fake): string {
  return fake.number
    .int({ min: 36 ** 7, max: 36 ** 8 - 1 })
    .toString(36)
    .toUpperCase();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
