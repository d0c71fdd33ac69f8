/**
 * Ways in which Google might behave otherwise than these services usually do: nobody has tried them in a live sheet.
 * Each can be switched on, so that what the script does about it can be tried, too.
 */
export const deviations = {
  'american formulas':
    'Formulas are read with commas and decimal points in every locale, semicolons too, and are given back with commas.',
  'semicolons refused': 'A semicolon in a formula makes it unreadable.',
} as const;

export type Deviation = keyof typeof deviations;
