// When did it happen, as exactly as is known?

/** A calendar date known to the day, the month or the year: `2018-02-13`, `2018-02` or `2018`. */
export type EntryDate = string;

const ENTRY_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** How exactly a date is known; undefined where the text is no date that exists. */
export function entryDatePrecision(text: string): 'day' | 'month' | 'year' | undefined {
  const parts = ENTRY_DATE.exec(text);
  if (!parts) return undefined;
  const [, year, month, day] = parts;
  if (month === undefined) return 'year';
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (day === undefined) return 'month';
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= daysInMonth ? 'day' : undefined;
}

/** True where the whole of `date` lies after `today` (a full ISO date). */
export function isAfter(date: EntryDate, today: EntryDate): boolean {
  return date > today.slice(0, date.length);
}
