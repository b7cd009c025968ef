/*
 * Points in time as ISO 8601 has them, with four digits of a year: 14 hours east, the first hours of
 * the year 1 are before it in UTC, and would read back as another time.
 */

const DATETIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:[Zz]|([+-]\d{2})(?::?(\d{2}))?)?)?$/;

/** Whether a text is one, within the years 1 to 9999 of UTC. What is no date of the calendar, Postgres refuses. */
export function isPointInTime(text: string): boolean {
  const match = DATETIME.exec(text);
  if (!match) return false;
  const [, date, time = '00:00', hours = '+00', minutes = '00'] = match;
  const year = new Date(`${date}T${time}${hours}:${minutes}`).getUTCFullYear();
  return Number.isNaN(year) || (year >= 1 && year <= 9999);
}
